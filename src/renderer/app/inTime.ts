/** How long an opening window waits for what the desktop answers at once when it is well. */
const patienceMs = 20_000;

/** The answer, or `otherwise` where a hanging desktop, or a dead drive under its folder, gives none in time. */
export const inTime = <T>(answer: Promise<T>, otherwise: T, limitMs: number = patienceMs): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, limitMs, otherwise);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
