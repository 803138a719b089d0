import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * Writes the bundle that another office would send after changing `count` organisations of the bundle `source`: the same header shape with
 * one more run, whose parent is the source's run, and the changed records whole.
 */
export type Line = {
  type: string;
  id: string;
  f: Record<string, unknown>;
  s: Record<string, [string, number, number]>;
  seen: Record<string, number>;
};

export const readLines = async function* (path: string): AsyncGenerator<string> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) yield line;
};

/** `count` records of a bundle file, evenly spread over its organisations. */
export const pick = async (path: string, count: number, total: number): Promise<Line[]> => {
  const every = Math.max(1, Math.floor(total / count));
  const picked: Line[] = [];
  let index = 0;
  for await (const line of readLines(path)) {
    if (!line.startsWith('{"type":"organisation"')) continue;
    if (index % every === 0 && picked.length < count) picked.push(JSON.parse(line.replace(/,$/, '')) as Line);
    index += 1;
  }
  return picked;
};

export const writeText = (path: string, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const stream = createWriteStream(path);
    stream.once('error', reject);
    stream.end(text, () => resolve());
  });
