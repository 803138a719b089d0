import type { QueryClient } from '@tanstack/react-query';
import type { Result } from '../../base/result.ts';
import { err, ok } from '../../base/result.ts';
import type { Desktop, DiskError, GateError, HostGreeting } from '../../ipc/contract.ts';
import { resumed } from '../../ipc/methods.ts';
import type { OpenError, OpenReport, OpenRequest, ReplicaApi } from '../../replica/api.ts';
import { i18n } from '../i18n/i18n.ts';
import type { Language } from '../i18n/languages.ts';
import { connectReplica } from '../replica/connect.ts';
import { createListener, setStatus } from '../replica/events.ts';
import { useView } from '../state/view.ts';
import { createDesktop, desktopPort, safetyPort } from './desktop.ts';
import { inTime } from './inTime.ts';
import { leaveWithTheSystem } from './leaveWithTheSystem.ts';
import { readUncopiedNote } from './uncopiedNote.ts';

/** One database per machine; the cluster it belongs to is written in it. */
const storeName = 'interreg-cluster';

export type Opened = {
  readonly replica: ReplicaApi;
  readonly desktop: Desktop;
  readonly greeting: HostGreeting;
  readonly report: OpenReport;
  /** Since when the safety copy had lacked something when this window was closed; null where it had everything. */
  readonly uncopiedBefore: number | null;
};
export type OpeningError = OpenError | DiskError | GateError;

/** Language and theme are not worth a long wait. */
const settingsWaitMs = 3000;

const silent = err({ type: 'desktopUnavailable' } as const);

/**
 * The desktop keeps language and theme too, so that they outlive an emptied browser store, and goes first: it has them on the disk at once, the
 * browser seconds later.
 */
const shareSettings = async (desktop: Desktop): Promise<void> => {
  const kept = await inTime(desktop.readSettings({}), silent, settingsWaitMs);
  const { setTheme, setLanguage } = useView.getState();
  if (kept.ok) {
    if (kept.value.theme) setTheme(kept.value.theme);
    if (kept.value.language) {
      setLanguage(kept.value.language);
      await i18n.changeLanguage(kept.value.language);
    }
  }
  useView.subscribe((now, before) => {
    if (now.language === before.language && now.theme === before.theme) return;
    void desktop.writeSettings({ ...(now.language ? { language: now.language } : {}), theme: now.theme });
  });
};

let connected: { readonly replica: ReplicaApi; readonly desktop: Desktop } | null = null;

const connectOnce = async (): Promise<NonNullable<typeof connected>> => {
  if (connected) return connected;
  connected = { replica: connectReplica(), desktop: createDesktop() };
  leaveWithTheSystem(connected.replica);
  await shareSettings(connected.desktop);
  return connected;
};

/** Asks the browser, once, not to clear the store when the disk fills up. A refusal is shown on the Settings page. */
const keepForGood = async (): Promise<void> => {
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
};

let watched = false;

/** A machine that has slept may be one of two that go on from the same image. The desktop tells it; a browser tells at least that it froze the page. */
const watchSleep = (replica: ReplicaApi): void => {
  if (watched) return;
  watched = true;
  const tell = (): void => void replica.resumed().catch(() => undefined); // A store that is closed has nothing to renew.
  window.addEventListener(resumed, tell);
  document.addEventListener('resume', tell);
};

/** What a person wants of an opening that was refused before: to take the store over, to have it rebuilt, or to begin anew. */
export type Wanted = Partial<Pick<OpenRequest, 'takeOver' | 'lost'>>;

/** Greets the desktop, then takes and loads the store. Call it again to try again, or with what is `wanted`. */
export const openStore = async (cache: QueryClient, locale: Language, wanted: Wanted): Promise<Result<Opened, OpeningError>> => {
  const { replica, desktop } = await connectOnce();
  const uncopiedBefore = readUncopiedNote();
  const greeting = await inTime(desktop.hello({}), silent);
  if (!greeting.ok) return greeting;
  const request = { store: storeName, takeOver: false, ...wanted, locale, appVersion: greeting.value.appVersion };
  const report = await replica.open(request, safetyPort(desktop), createListener(cache, Date.now), desktopPort(desktop));
  if (!report.ok) return report;
  setStatus(await replica.status());
  watchSleep(replica);
  void keepForGood();
  return ok({ replica, desktop, greeting: greeting.value, report: report.value, uncopiedBefore });
};
