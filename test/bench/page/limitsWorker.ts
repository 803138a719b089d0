import * as Comlink from 'comlink';
import { chunkedPages, decodeAndParse, oneLargePut, oneStrictPut, type RowTimes, rowPerRecord } from './limits.ts';

/** What the machine allows, measured in a worker as ours is: Chromium lets a window's own thread run before all others. */

const bytesOf = async (path: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(path)).arrayBuffer());

const limits = async (path: string): Promise<Record<string, number | number[]>> => {
  const bytes = await bytesOf(path);
  const pages = await chunkedPages(bytes);
  return {
    decodeAndParse: await decodeAndParse(bytes),
    oneLargePut: await oneLargePut(bytes),
    pagesWrite: pages.write,
    pagesRead: pages.readAndParse,
    oneStrictPut: await oneStrictPut(),
  };
};

const rows = async (path: string, changes: string): Promise<RowTimes> => rowPerRecord(await bytesOf(path), await bytesOf(changes));

const machine = { limits, rows };
export type Machine = typeof machine;
Comlink.expose(machine);
