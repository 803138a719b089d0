import { type Remote, transfer, wrap } from 'comlink';
import { workerAddress } from '../../../../../base/workerAddress.ts';
import type { CodeWorker } from './codeWorker.ts';
import codeWorkerUrl from './codeWorker.ts?worker&url';

/** Reads QR codes on a thread of its own. */
export type CodeReader = {
  /** The text of the code in a picture, which is used up; null where none was found in time. */
  readonly find: (bitmap: ImageBitmap) => Promise<string | null>;
  readonly close: () => void;
};

/** Pictures can be drawn that keep any reader busy for minutes. */
const mostMs = 2000;

type Running = { readonly worker: Worker; readonly remote: Remote<CodeWorker>; readonly ready: Promise<void> };

const start = (): Running => {
  const worker = new Worker(workerAddress(codeWorkerUrl), { type: 'module', name: 'code' });
  const remote = wrap<CodeWorker>(worker);
  return { worker, remote, ready: remote.ready() };
};

export const createCodeReader = (): CodeReader => {
  let running: Running | null = null;
  const close = (): void => {
    running?.worker.terminate();
    running = null;
  };
  const find = async (bitmap: ImageBitmap): Promise<string | null> => {
    running ??= start();
    const { remote, ready } = running;
    await ready;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        close();
        resolve(null);
      }, mostMs);
      remote
        .find(transfer(bitmap, [bitmap]))
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
  };
  return { find, close };
};
