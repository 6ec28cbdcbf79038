declare module 'write-file-atomic' {
  interface Options {
    readonly mode?: number;
    readonly fsync?: boolean;
  }
  /** Writes beside the target, syncs, renames. */
  function writeFileAtomic(path: string, content: string | Buffer, options: Options): Promise<void>;
  namespace writeFileAtomic {
    function sync(path: string, text: string, options: Options): void;
  }
  export default writeFileAtomic;
}
