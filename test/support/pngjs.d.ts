/** The part of pngjs that tests use; the package carries no types. */
declare module 'pngjs' {
  export class PNG {
    readonly width: number;
    readonly height: number;
    /** Red, green, blue and alpha of each pixel, row by row. */
    readonly data: Buffer;
    constructor(size: { readonly width: number; readonly height: number });
    static readonly sync: {
      read(file: Buffer): PNG;
      write(image: PNG): Buffer;
    };
  }
}
