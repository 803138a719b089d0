import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** What a list puts on paper at most: some sixty pages. */
export const mostPrinted = 2_000;

const gatherers = new Set<() => Promise<void>>();

/** Fetches what a list prints and the screen does not show. */
export const gatherForPaper = async (): Promise<void> => {
  await Promise.all([...gatherers].map((gather) => gather()));
};

/** True while the page is laid out for paper; what is drawn for it is drawn at once, because the browser does not wait. */
export const useOnPaper = (): boolean => {
  const [onPaper, setOnPaper] = useState(false);
  useEffect(() => {
    const turn = ({ type }: Event): void => flushSync(() => setOnPaper(type === 'beforeprint'));
    for (const type of ['beforeprint', 'afterprint']) window.addEventListener(type, turn);
    return () => {
      for (const type of ['beforeprint', 'afterprint']) window.removeEventListener(type, turn);
    };
  }, []);
  return onPaper;
};

/** Whether a list is to fetch what it prints, until it has been printed. Whoever asked waits until `isThere`. */
export const useGathering = (isThere: () => boolean): boolean => {
  const [told, setTold] = useState<(() => void) | null>(null);
  useEffect(() => {
    const gather = (): Promise<void> => new Promise((resolve) => setTold(() => resolve));
    const end = (): void => setTold(null);
    gatherers.add(gather);
    window.addEventListener('afterprint', end);
    return () => {
      gatherers.delete(gather);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  useEffect(() => {
    if (told && isThere()) told();
  });
  return told !== null;
};
