/** What is used of ncc, which has no types of its own. */
declare module '@vercel/ncc' {
  interface Bundle {
    readonly code: string;
    readonly assets: Readonly<Record<string, { readonly source: Uint8Array | string }>>;
  }
  interface Options {
    readonly cache: boolean;
    readonly license: string;
    readonly minify: boolean;
    readonly quiet: boolean;
    readonly sourceMap: boolean;
    readonly sourceMapRegister: boolean;
    readonly target: string;
  }
  const compile: (entry: string, options: Options) => Promise<Bundle>;
  export = compile;
}
