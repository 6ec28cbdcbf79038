declare module 'write-file-atomic' {
  /** Writes beside the target, syncs, renames. */
  export default function writeFileAtomic(
    path: string,
    text: string,
    options: { readonly mode?: number; readonly fsync?: boolean },
  ): Promise<void>;
}
