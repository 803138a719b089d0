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

let answering = 0;
const whenAnswered: (() => void)[] = [];

/** Long work for which somebody is looking at the screen: what gives way rests meanwhile, and must not be waited for in it. */
export const answer = async <T>(work: () => Promise<T>): Promise<T> => {
  answering += 1;
  try {
    return await work();
  } finally {
    answering -= 1;
    if (answering === 0) for (const goOn of whenAnswered.splice(0)) goOn();
  }
};

const givenWay = async (): Promise<void> => {
  while (answering > 0) await new Promise<void>((resolve) => whenAnswered.push(resolve));
};

const calmMs = 50;

/** For work that nobody waits for: until whoever has just been told something has had time to ask, and has been answered. */
export const calm = async (): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, calmMs));
  await givenWay();
};

/** A pause only where the work has gone on for `sliceMs` since the last one. */
export const createPacer = (sliceMs: number, givesWay = false): (() => Promise<void> | undefined) => {
  let since = performance.now();
  return () => {
    if (performance.now() - since < sliceMs) return undefined;
    return pause()
      .then(() => (givesWay ? givenWay() : undefined))
      .then(() => {
        since = performance.now();
      });
  };
};
