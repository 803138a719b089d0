let channel: MessageChannel | undefined;
const waiting: (() => void)[] = [];

/** Lets other requests be answered in between long work; unlike a timer it is not slowed down by the browser. */
export const pause = (): Promise<void> =>
  new Promise((resolve) => {
    if (!channel) {
      channel = new MessageChannel();
      channel.port1.onmessage = () => waiting.shift()?.();
    }
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });

/** A pause only where the work has gone on for `sliceMs` since the last one. */
export const createPacer = (sliceMs: number): (() => Promise<void> | undefined) => {
  let since = performance.now();
  return () => {
    if (performance.now() - since < sliceMs) return undefined;
    return pause().then(() => {
      since = performance.now();
    });
  };
};
