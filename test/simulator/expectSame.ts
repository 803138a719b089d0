/** Throws when two values differ as JSON; cheaper than an assertion library where it is asked millions of times. */
export const expectSame = (what: string, is: unknown, wanted: unknown): void => {
  const [left, right] = [JSON.stringify(is), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`${what}: ${left} instead of ${right}`);
};
