import type { z } from 'zod';
import { readIfThere, writeDurably } from './disk.ts';

/** What stands in a small JSON file: nothing yet, a value that its schema accepts, or something that cannot be read any more. */
export type JsonContent<T> = { readonly state: 'absent' } | { readonly state: 'damaged' } | { readonly state: 'read'; readonly value: T };

const parse = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined; // No JSON value is `undefined`, so the schema refuses it.
  }
};

/** Reads `path` through `schema`. An unreadable file is `damaged`, never empty. */
export const readJson = async <T>(path: string, schema: z.ZodType<T>): Promise<JsonContent<T>> => {
  const bytes = await readIfThere(path);
  if (bytes === null) return { state: 'absent' };
  const parsed = schema.safeParse(parse(bytes));
  return parsed.success ? { state: 'read', value: parsed.data } : { state: 'damaged' };
};

/** Writes `value` durably as one JSON text with a final line end. */
export const writeJson = (path: string, value: unknown): Promise<void> =>
  writeDurably(path, new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`));
