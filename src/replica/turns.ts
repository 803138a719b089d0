/** Runs jobs one after the other in the order in which they came; a job that fails does not stop the next. */
export type Turns = <T>(job: () => Promise<T>) => Promise<T>;

/** One line of jobs. Writers of the store stand in it, readers never do. */
export const createTurns = (): Turns => {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const mine = last.then(job, job);
    last = mine.catch(() => undefined); // The caller of `job` gets its failure; the line only needs to know that it ended.
    return mine;
  };
};
