import { err, ok, type Result } from '../base/result.ts';
import type { PackedRecord } from '../crdt/types.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { ReadBundle } from '../exchange/read.ts';

/** Where one record stands in a bundle's bytes: `key` is type and id, `start` and `end` bound its JSON text. */
export type RecordLine = { readonly key: string; readonly start: number; readonly end: number };
/** A checked bundle whose records can be fetched one by one, in the order of their keys. */
export type IndexedBundle = { readonly bundle: ReadBundle; readonly lines: readonly RecordLine[] };

const lineBreak = 10;
const comma = 44;
const decoder = new TextDecoder();

/** Type and id as one text to sort and compare by. The id's length is fixed, so no two records share a key. */
export const keyOf = ({ type, id }: { readonly type: string; readonly id: string }): string => `${type}\u0000${id}`;

/** Remembers where each record stands instead of holding the records: an index takes a tenth of their room. */
export const indexBundle = async (
  bundle: ReadBundle,
  inspect: (record: PackedRecord) => BundleError | null,
): Promise<Result<IndexedBundle, BundleError>> => {
  const { bytes } = bundle;
  const lines: RecordLine[] = [];
  let start = bytes.indexOf(lineBreak) + 1;
  for await (const portion of bundle.records()) {
    if (!portion.ok) return portion;
    for (const record of portion.value) {
      const refusal = inspect(record);
      if (refusal !== null) return err(refusal);
      const next = bytes.indexOf(lineBreak, start);
      lines.push({ key: keyOf(record), start, end: bytes[next - 1] === comma ? next - 1 : next });
      start = next + 1;
    }
  }
  lines.sort((a, b) => (a.key < b.key ? -1 : 1));
  return ok({ bundle, lines });
};

/** Parses one record again; it was checked when the index was made. */
export const recordAt = ({ bundle }: IndexedBundle, { start, end }: RecordLine): PackedRecord =>
  JSON.parse(decoder.decode(bundle.bytes.subarray(start, end))) as PackedRecord;

/** A record as one bundle holds it. */
export type Occurrence = { readonly in: IndexedBundle; readonly line: RecordLine };

/** Walks all bundles at once: every record's occurrences together, in the order of keys, the bundles in the given order. */
export const groupByKey = function* (bundles: readonly IndexedBundle[]): Generator<readonly Occurrence[], void, undefined> {
  const at = bundles.map(() => 0);
  for (;;) {
    const fronts = bundles.flatMap((bundle, index) => {
      const line = bundle.lines[at[index] ?? 0];
      return line === undefined ? [] : [{ in: bundle, line, index }];
    });
    const [key] = fronts.map(({ line }) => line.key).sort();
    if (key === undefined) return;
    const group = fronts.filter(({ line }) => line.key === key);
    for (const { index } of group) at[index] = (at[index] ?? 0) + 1;
    yield group;
  }
};
