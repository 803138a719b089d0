import { useEffect } from 'react';
import type { RecordId } from '../../../base/ids.ts';
import { holdRoute, hrefTo } from '../../state/route.ts';

/** While a PIN is set, the back button and an edited address do not leave the desk; they ask for the PIN instead. */
export const useLock = (event: RecordId, isLocked: boolean, ask: () => void): void => {
  useEffect(() => {
    if (!isLocked) return;
    const here = hrefTo('desk', event);
    holdRoute(here);
    const stay = (): void => {
      if (window.location.hash === here) return;
      window.history.pushState(null, '', here);
      ask();
    };
    window.addEventListener('hashchange', stay);
    return () => {
      holdRoute(null);
      window.removeEventListener('hashchange', stay);
    };
  }, [event, isLocked, ask]);
};
