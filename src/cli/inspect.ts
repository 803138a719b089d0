import { own } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { BundleHeader } from '../exchange/format.ts';
import type { ReadBundle } from '../exchange/read.ts';
import { type CommandError, readBundleFile } from './files.ts';

type Office = { readonly id: string; readonly name: string; readonly country: string };

/** Reads a bundle and tells what it holds: for people, or with `asJson` as one JSON object. Records are read for the offices' names. */
export const inspect = async (path: string, asJson: boolean): Promise<Result<string, BundleError | CommandError>> => {
  const read = await readBundleFile(path);
  if (!read.ok) return read;
  const offices = await officesOf(read.value);
  if (!offices.ok) return offices;
  const { header, footer, bytes } = read.value;
  if (asJson) return ok(JSON.stringify({ header, footer, bytes: bytes.byteLength, offices: offices.value }, null, 2));
  return ok(
    [...headerLines(header, offices.value), `SHA-256     ${footer.sha256}`, `Size        ${bytes.byteLength} bytes unpacked`].join('\n'),
  );
};

const officesOf = async (bundle: ReadBundle): Promise<Result<readonly Office[], BundleError>> => {
  const offices: Office[] = [];
  for await (const portion of bundle.records()) {
    if (!portion.ok) return portion;
    for (const record of portion.value) {
      if (record.type !== 'office' || !('f' in record)) continue;
      offices.push({ id: record.id, name: String(own(record.f, 'name') ?? ''), country: String(own(record.f, 'country') ?? '') });
    }
  }
  return ok(offices);
};

const headerLines = (header: BundleHeader, offices: readonly Office[]): readonly string[] => {
  const { from, counts, base, heads } = header;
  const office = offices.find(({ id }) => id === from.office);
  return [
    `Bundle      ${header.id}`,
    `Cluster     ${header.cluster}`,
    `Office      ${office === undefined ? from.office || '–' : officeText(office)}`,
    `Author      ${from.author || '–'}`,
    `Written     ${new Date(header.createdAt).toISOString()} by ${from.app || '–'}`,
    `Builds on   ${Object.keys(base).length === 0 ? 'nothing: it holds everything' : `${Object.keys(base).length} runs`}`,
    `Brings      ${Object.keys(heads).length} runs, ${header.runs.length} run records`,
    `Records     ${counts.records}`,
    ...Object.entries(counts.byType).map(([type, count]) => `  ${type.padEnd(16)}${count}`),
    ...(offices.length > 0 ? [`Offices     ${offices.map(officeText).join(', ')}`] : []),
  ];
};

const officeText = ({ name, country }: Office): string => `${name} (${country})`;
