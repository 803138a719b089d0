import { hash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHost } from '../../src/host/host.ts';
import type { Handlers, RequestOf } from '../../src/ipc/contract.ts';

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'interreg-host-'));

export const hostIn = (dataFolder: string, now = 1_790_000_000_000): Handlers =>
  createHost({ shell: 'loopback', appVersion: '1.2.3', dataFolder, clock: () => now });

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));
export const sha256Of = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

export const sentinelAt = (seq: number): RequestOf<'appendSafetyCopy'>['sentinel'] => ({
  cluster: 'cluster',
  device: 'device',
  office: 'office',
  author: 'Szabó Éva',
  seq,
  heads: {},
  erased: [],
  at: 1_790_000_000_000 + seq,
});

/** `reached` is the last entry of the store that sends this one. */
export const entryAt = (seq: number, text: string, snapshot = false, reached = seq): RequestOf<'appendSafetyCopy'> => ({
  seq,
  snapshot,
  bundle: bytesOf(text),
  sentinel: sentinelAt(reached),
});
