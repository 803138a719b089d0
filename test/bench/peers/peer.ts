/** What every library under comparison does: an office writes two deliveries, an empty replica takes both in. */

export type Bytes = Uint8Array<ArrayBuffer>;
export type Value = string | number | boolean | null | { readonly [part: string]: Value };
/** One organisation without its merge information: `id` and its fields by path. */
export type PlainRecord = { readonly id: string; readonly [path: string]: Value };
/** One changed field of one organisation. */
export type FieldChange = { readonly id: string; readonly path: string; readonly value: Value };

/** `whole`: every organisation, for a replica that has nothing. `changes`: the changed fields, for one that has `whole`. */
export type Deliveries = { readonly whole: Bytes; readonly changes: Bytes };

export type PeerReplica = {
  /** Merges a delivery; ends when the result is durable. */
  readonly receive: (delivery: Bytes) => Promise<void>;
  /** Makes every organisation readable once (a plain object where the library keeps another form) and counts them. */
  readonly readAll: () => Promise<number>;
  /** One field of some organisations, as a reader sees it, in the order of `ids`. */
  readonly readField: (ids: readonly string[], path: string) => Promise<readonly unknown[]>;
  /** Ends when the library has done what it puts off after a delivery. Not measured. Missing where it puts nothing off. */
  readonly settle?: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type Peer = {
  /** Writes the two deliveries in the library's own form. Not measured. Missing where the deliveries are files of our own. */
  readonly write?: (records: readonly PlainRecord[], changes: readonly FieldChange[]) => Promise<Deliveries>;
  /** Opens an empty replica with a durable store of that name. */
  readonly open: (store: string) => Promise<PeerReplica>;
};

/** The fields of a record, without its id. */
export const fieldsOf = ({ id: _id, ...fields }: PlainRecord): Readonly<Record<string, Value>> => fields;

export const toBytes = (value: unknown): Bytes => new TextEncoder().encode(JSON.stringify(value));
export const fromBytes = <T>(bytes: Bytes): T => JSON.parse(new TextDecoder().decode(bytes)) as T; // Each peer reads what it wrote itself.

/** The bytes in a buffer of their own, where a library answers a view of its memory. */
export const ownBytes = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);
