/** The few calls of PouchDB that the benchmark makes; the package comes without types. */
declare module 'pouchdb-browser' {
  class PouchDB<Document> {
    constructor(name: string, options: { readonly adapter: 'idb'; readonly auto_compaction: boolean });
    revsDiff(revisionsById: Readonly<Record<string, readonly string[]>>): Promise<Readonly<Record<string, unknown>>>;
    bulkDocs(documents: readonly Document[], options: { readonly new_edits: boolean }): Promise<unknown>;
    allDocs(options: {
      readonly keys?: readonly string[];
      readonly include_docs: true;
    }): Promise<{ readonly rows: readonly { readonly doc: Document }[] }>;
    close(): Promise<void>;
  }
  export default PouchDB;
}

declare module '*.wasm?url' {
  const url: string;
  export default url;
}
