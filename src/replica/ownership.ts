/** The right to use a store; `release` gives it back. */
export type Ownership = { readonly release: () => void };

/** A page that is loaded again, or has crashed, keeps the lock until its worker has ended; a busy one is ended by force after two seconds. */
const patienceMs = 3_000;

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';

/**
 * Takes the store's lock, or answers null when another window keeps it for some seconds and `takeOver` is not wanted.
 * `onLost` is called when another window takes it over later.
 */
export const takeOwnership = (store: string, takeOver: boolean, onLost: () => void): Promise<Ownership | null> =>
  new Promise((resolve, reject) => {
    let isReleased = false;
    let hadLock = false;
    const held = (): Promise<void> => {
      hadLock = true;
      return new Promise<void>((letGo) => {
        const release = (): void => {
          isReleased = true;
          letGo();
        };
        resolve({ release });
      });
    };
    const options: LockOptions = takeOver ? { steal: true } : { signal: AbortSignal.timeout(patienceMs) };
    navigator.locks.request(`interreg-cluster/${store}`, options, held).catch((error: unknown) => {
      if (hadLock && !isReleased) onLost();
      else if (!hadLock && isTimeout(error)) resolve(null);
      else reject(error);
    });
  });
