import type { QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Identity } from '../../replica/api.ts';
import { StartScreen } from '../features/start/index.tsx';
import { toLanguage } from '../i18n/format.ts';
import { SessionContext } from '../replica/context.ts';
import { useRecovered, useStoreFailure, useTakenOver } from '../replica/events.ts';
import { AutomaticRounds } from '../rounds/AutomaticRounds.ts';
import { focusList } from '../ui/focus.ts';
import { Blocked } from './Blocked.tsx';
import { LeavingGuard } from './LeavingGuard.tsx';
import { type Opened, type OpeningError, openStore, type Wanted } from './openStore.ts';
import { ReadingIn } from './ReadingIn.tsx';
import { RecoveredNotice } from './RecoveredNotice.tsx';
import { Shell } from './Shell.tsx';

type Stage =
  | { readonly at: 'opening' }
  | { readonly at: 'blocked'; readonly error: OpeningError }
  | { readonly at: 'open'; readonly opened: Opened; readonly identity: Identity | null };

const useOpening = (cache: QueryClient) => {
  const { i18n } = useTranslation();
  const [stage, setStage] = useState<Stage>({ at: 'opening' });
  const begun = useRef(false);
  const locale = toLanguage(i18n.language);
  const open = useCallback(
    async (wanted: Wanted): Promise<void> => {
      setStage({ at: 'opening' });
      try {
        const result = await openStore(cache, locale, wanted);
        setStage(
          result.ok ? { at: 'open', opened: result.value, identity: result.value.report.identity } : { at: 'blocked', error: result.error },
        );
      } catch (fault) {
        setStage({ at: 'blocked', error: { type: 'storeUnavailable', reason: String(fault) } });
      }
    },
    [cache, locale],
  );
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void open({});
  }, [open]);
  const setIdentity = useCallback(
    (identity: Identity) => setStage((before) => (before.at === 'open' ? { ...before, identity } : before)),
    [],
  );
  return { stage, open, setIdentity };
};

/** From the first paint to the frame: reading in, first start, or why the store cannot be used. */
export const Opening = ({ cache }: { readonly cache: QueryClient }) => {
  const { stage, open, setIdentity } = useOpening(cache);
  const takenOver = useTakenOver();
  const failure = useStoreFailure();
  const recoveredLater = useRecovered();
  const [hasBegun, setHasBegun] = useState(false);
  useEffect(() => {
    if (hasBegun) focusList(); // What was pressed last is gone with the first start.
  }, [hasBegun]);
  if (takenOver) return <Blocked error={{ type: 'ownedElsewhere' }} onOpen={() => window.location.reload()} takenOver />;
  if (failure) return <Blocked error={failure} onOpen={() => window.location.reload()} />;
  if (stage.at === 'opening') return <ReadingIn />;
  if (stage.at === 'blocked') return <Blocked error={stage.error} onOpen={(wanted) => void open(wanted)} />;
  const { replica, desktop, greeting, report, uncopiedBefore } = stage.opened;
  const recovered = recoveredLater ?? report.recovered;
  if (!stage.identity)
    return (
      <StartScreen
        replica={replica}
        onReady={(identity) => {
          setIdentity(identity);
          setHasBegun(true);
        }}
      />
    );
  return (
    <SessionContext value={{ replica, desktop, greeting, identity: stage.identity, setIdentity }}>
      {recovered && <RecoveredNotice recovered={recovered} uncopiedBefore={uncopiedBefore} />}
      <LeavingGuard />
      <AutomaticRounds />
      <Shell />
    </SessionContext>
  );
};
