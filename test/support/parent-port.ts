/**
 * Gives a plain Node child what Electron gives a utility process, over Node's own channel, and then
 * runs the embedded service: `fork('test/support/parent-port.ts')`.
 */
Object.assign(process, {
  parentPort: {
    on: (_event: 'message', listener: (event: { readonly data: unknown }) => void) =>
      process.on('message', (data) => {
        listener({ data });
      }),
    postMessage: (message: object) => process.send?.(message),
  },
});
await import('../../service/embedded.ts');
export {};
