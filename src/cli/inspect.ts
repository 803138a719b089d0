import { own } from '../base/json.ts';
import { ok, type Result } from '../base/result.ts';
import type { FileKeyOpener } from '../exchange/envelope.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { BundleHeader } from '../exchange/format.ts';
import type { ReadBundle } from '../exchange/read.ts';
import { verifyFooter } from '../exchange/signature.ts';
import { fingerprint, isPublicKey } from '../exchange/trust/keys.ts';
import { newStatements, statementText } from '../exchange/trust/statements.ts';
import { type CommandError, printable, readBundleFile } from './files.ts';

type Office = { readonly id: string; readonly name: string; readonly country: string };

/** Reads a bundle and tells what it holds: for people, or with `asJson` as one JSON object. Records are read for the offices' names. */
export const inspect = async (path: string, asJson: boolean, open?: FileKeyOpener): Promise<Result<string, BundleError | CommandError>> => {
  const read = await readBundleFile(path, open);
  if (!read.ok) return read;
  const offices = await officesOf(read.value);
  if (!offices.ok) return offices;
  const { header, footer, bytes, encrypted } = read.value;
  const signature = await verifyFooter(footer);
  const told = { header, footer, signature, encrypted, bytes: bytes.byteLength, offices: offices.value };
  if (asJson) return ok(JSON.stringify(told, null, 2).split('\n').map(printable).join('\n'));
  return ok(
    [
      ...headerLines(header, offices.value),
      `SHA-256     ${footer.sha256}`,
      `Signature   ${signature}${footer.key === undefined ? '' : `, ${keyText(footer.key)}`}`,
      ...(await trustLines(header)),
      `Size        ${bytes.byteLength} bytes unpacked${encrypted ? ', came encrypted' : ''}`,
    ]
      .map(printable)
      .join('\n'),
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
    `Builds on   ${Object.keys(base).length === 0 ? 'nothing: it holds everything' : `runs: ${Object.keys(base).length}`}`,
    `Brings      runs: ${Object.keys(heads).length}, run records: ${header.runs.length}`,
    `Records     ${counts.records}`,
    ...Object.entries(counts.byType).map(([type, count]) => `  ${type.padEnd(16)}${count}`),
    ...(offices.length > 0 ? [`Offices     ${offices.map(officeText).join(', ')}`] : []),
  ];
};

const keyText = (key: string): string => (isPublicKey(key) ? `${key} (${fingerprint(key)})` : key);

/** What the bundle says about keys. That a statement holds does not say that whoever signed it is known. */
const trustLines = async ({ to, trust = [] }: BundleHeader): Promise<readonly string[]> => {
  const held = await newStatements([], trust);
  const lines = held.map(({ statement }) => `  ${statementText(statement)}`);
  const others = trust.length - held.length;
  return [
    ...(to === undefined ? [] : [`Made for    ${to.join(', ')}`]),
    ...(trust.length > 0 ? [`Statements  ${held.length} that hold${others > 0 ? `, ${others} that do not` : ''}`] : []),
    ...lines,
  ];
};

const officeText = ({ name, country }: Office): string => `${name} (${country})`;
