import { useEffect } from 'react';
import type { RecordId } from '../../../base/ids.ts';
import { hrefTo, parseRoute } from '../../state/route.ts';
import { useDeskGuard } from './deskSettings.ts';

/** While a PIN is set, the back button and typed addresses lead nowhere but here. */
export const useGuard = (event: RecordId): void => {
  const pin = useDeskGuard((guard) => guard.pin);
  useEffect(() => {
    if (pin === '') return;
    const stay = (change: HashChangeEvent): void => {
      const { room, id } = parseRoute(window.location.hash);
      if (room === 'desk' && id === event) return;
      change.stopImmediatePropagation();
      window.history.replaceState(null, '', hrefTo('desk', event));
    };
    window.addEventListener('hashchange', stay, true);
    return () => window.removeEventListener('hashchange', stay, true);
  }, [pin, event]);
};
