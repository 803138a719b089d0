import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeptValues } from '../records/another/keptValues.ts';
import { useUndo } from '../replica/commit.ts';
import { useStatus } from '../replica/events.ts';
import { useKeepTrying } from '../replica/unkept.ts';
import { usePlaces } from '../rounds/places.ts';
import { askForRounds } from '../rounds/rounds.ts';
import { goTo, type RoomName, useRoute } from '../state/route.ts';
import { useView } from '../state/view.ts';
import { watchFocus } from '../ui/focusBack.ts';
import { useHeldKeys } from '../ui/heldKeys.ts';
import { setLetterKeys, useKeys } from '../ui/keys.ts';
import { gatherForPaper } from '../ui/printing.ts';
import { ToastHost } from '../ui/ToastHost.tsx';
import { showToast } from '../ui/toasts.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { inTime } from './inTime.ts';
import { KeysOverlay } from './KeysOverlay.tsx';
import { MissingPage } from './MissingPage.tsx';
import { Palette } from './Palette.tsx';
import { focusNextPane } from './panes.ts';
import { fetchRooms, type Room, rooms } from './rooms.ts';
import styles from './Shell.module.css';
import { Sidebar } from './Sidebar.tsx';
import { StatusStrip } from './StatusStrip.tsx';

/** A room with a stranger before it stands alone: no sidebar, no strip, no keys of the frame. */
const isAlone = (room: string, id: string | null): boolean => room === 'desk' && id !== null;

/** By key there is no link that keeps the focus: it goes to the content. */
const enter = (room: RoomName): void => {
  goTo(room);
  document.getElementById('content')?.focus();
};

const FrameKeys = ({ openPalette, openKeys }: { readonly openPalette: () => void; readonly openKeys: () => void }) => {
  const { t } = useTranslation();
  const { undo, redo } = useUndo();
  const places = usePlaces();
  const status = useStatus();
  const exchange = (): void => {
    askForRounds((places ?? []).map(({ id }) => id));
    goTo('exchange');
  };
  /** There is nothing to save by hand, and the browser would save the page. */
  const tellSaved = (): void =>
    showToast(status?.unsaved ? { tone: 'failure', said: (t) => t('saved.failed') } : { said: (t) => t('saved.already') });
  useKeys([
    { keys: 'Ctrl K', label: t('keys.palette'), run: openPalette },
    { keys: '?', label: t('keys.overlay'), run: openKeys },
    { keys: 'F1', label: t('keys.overlay'), run: openKeys },
    { keys: 'F6', label: t('keys.pane'), run: () => focusNextPane(1) },
    { keys: 'Shift F6', label: t('keys.previousPane'), run: () => focusNextPane(-1) },
    { keys: 'F9', label: t('keys.exchange'), run: exchange },
    { keys: 'Ctrl Z', label: t('keys.undo'), run: () => undo() },
    { keys: 'Ctrl Shift Z', label: t('keys.redo'), run: redo },
    { keys: 'Ctrl P', label: t('action.print'), run: () => void inTime(gatherForPaper(), undefined, 5000).then(() => window.print()) },
    { keys: 'Ctrl S', label: t('keys.save'), run: tellSaved },
    { keys: 'Ctrl Shift L', label: t('keys.recordVisit'), run: () => goTo('visits', 'new') },
    ...rooms.map((room) => ({ keys: room.keys, label: t('keys.goTo', { room: t(`rooms.${room.name}`) }), run: () => enter(room.name) })),
  ]);
  return null;
};

const Pending = () => {
  useHeldKeys(true);
  return <div className={styles.pending} />;
};

const RoomScreen = ({ room }: { readonly room: Room }) => {
  const [Shown] = useState(room.screen);
  return (
    <Suspense fallback={<Pending />}>
      <Shown />
    </Suspense>
  );
};

const Screen = () => {
  const route = useRoute();
  if (route.missing) return <MissingPage />;
  const room = rooms.find((candidate) => candidate.name === route.room);
  return <ErrorBoundary key={route.room}>{room && <RoomScreen room={room} />}</ErrorBoundary>;
};

/** The first room is on the screen by then. Safari has no idle callback. */
const whenShownMs = 1000;

/** The frame of every room. */
export const Shell = () => {
  const { t } = useTranslation();
  const route = useRoute();
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  setLetterKeys(useView((view) => view.letterKeys));
  useEffect(watchFocus, []);
  useEffect(() => {
    const timer = setTimeout(fetchRooms, whenShownMs);
    return () => clearTimeout(timer);
  }, []);
  useKeptValues();
  useKeepTrying();
  const close = (): void => setOpen(null);
  if (isAlone(route.room, route.id))
    return (
      <main className={styles.alone}>
        <Screen />
      </main>
    );
  return (
    <div className={styles.shell}>
      <title>{`${t(`rooms.${route.room}`)} · InterregCluster`}</title>
      <button type="button" className={styles.skip} onClick={() => document.getElementById('content')?.focus()}>
        {t('nav.skip')}
      </button>
      <FrameKeys openPalette={() => setOpen('palette')} openKeys={() => setOpen('keys')} />
      <Sidebar onSearch={() => setOpen('palette')} />
      <main id="content" tabIndex={-1} className={styles.main}>
        <Screen />
      </main>
      <StatusStrip />
      <ToastHost />
      {open === 'palette' && <Palette onClose={close} />}
      <KeysOverlay opened={open === 'keys'} onClose={close} />
    </div>
  );
};
