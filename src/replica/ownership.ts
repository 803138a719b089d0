/** The right to use a store; `release` gives it back. */
export type Ownership = { readonly release: () => void };

/**
 * Takes the store's lock, or answers null when another window has it and `takeOver` is not wanted.
 * `onLost` is called when another window takes it over later.
 */
export const takeOwnership = (store: string, takeOver: boolean, onLost: () => void): Promise<Ownership | null> =>
  new Promise((resolve, reject) => {
    let isReleased = false;
    let hadLock = false;
    const held = (lock: Lock | null): Promise<void> | undefined => {
      if (lock === null) {
        resolve(null);
        return undefined;
      }
      hadLock = true;
      return new Promise<void>((letGo) => {
        const release = (): void => {
          isReleased = true;
          letGo();
        };
        resolve({ release });
      });
    };
    const options: LockOptions = takeOver ? { steal: true } : { ifAvailable: true };
    navigator.locks.request(`interreg-cluster/${store}`, options, held).catch((error: unknown) => {
      if (hadLock && !isReleased) onLost();
      else reject(error);
    });
  });
