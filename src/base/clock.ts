/** Wall time in UTC milliseconds. A parameter everywhere, so that tests decide what time it is. */
export type Clock = () => number;

/** `length` bytes straight from the operating system's generator (in tests: from a seed). */
export type RandomBytes = (length: number) => Uint8Array;
