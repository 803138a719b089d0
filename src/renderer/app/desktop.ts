import type { Failure, Result } from '../../base/result.ts';
import { err, ok } from '../../base/result.ts';
import type { Desktop, GateError } from '../../ipc/contract.ts';
import { decodeFrame, encodeFrame, frameType, type Message } from '../../ipc/frame.ts';
import { type Method, methods } from '../../ipc/methods.ts';
import type { DesktopPort, SafetyPort } from '../../replica/api.ts';
import { doorPath, forgetSecret, readSecret, secretHeader } from './loopback.ts';

declare global {
  interface Window {
    /** Exposed by the preload script of the Electron shell; absent in a browser. */
    readonly desktop?: Desktop;
  }
}

type Answer = Result<unknown, Failure | GateError>;
type Call = (method: Method, request: Message) => Promise<Answer>;

const unavailable: Answer = err({ type: 'desktopUnavailable' });

const isAnswer = (value: unknown): value is Answer => {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false;
  return value.ok === true ? 'value' in value : 'error' in value;
};

/** Over the bridge that the preload script exposed. */
const bridgeCall =
  (bridge: Desktop): Call =>
  async (method, request) => {
    try {
      const answer: unknown = await (bridge[method] as (request: Message) => Promise<unknown>)(request); // The host parses every request anyway.
      return isAnswer(answer) ? answer : unavailable;
    } catch {
      return unavailable; // The main process is gone, or the request could not be cloned into it.
    }
  };

/**
 * Over the loopback shell. A secret that the host does not know comes from an earlier run of it: a page that has just been loaded goes to
 * the door, a page somebody may be typing into stays as it is and answers `desktopUnavailable`.
 */
const loopbackCall = (): Call => {
  let known = false;
  const leave = (): Answer => {
    forgetSecret();
    if (!known) location.replace(doorPath);
    return unavailable;
  };
  return async (method, request) => {
    const secret = readSecret();
    if (secret === null) return leave();
    try {
      const response = await fetch(`/api/${method}`, {
        method: 'POST',
        headers: { 'content-type': frameType, [secretHeader]: secret },
        body: new Blob([...encodeFrame(request)]),
      });
      if (response.status === 401) return leave();
      const answer = decodeFrame(new Uint8Array(await response.arrayBuffer()));
      if (!response.ok || !answer.ok || !isAnswer(answer.value)) return unavailable;
      known = true;
      return answer.value;
    } catch {
      return unavailable; // Nobody answers at this address any more.
    }
  };
};

/** Everything the window may ask of the desktop, whichever shell it runs in. No call ever throws. */
export const createDesktop = (): Desktop => {
  const call = window.desktop ? bridgeCall(window.desktop) : loopbackCall();
  const calls = methods.map((method) => [method, (request: Message) => call(method, request)] as const);
  return Object.fromEntries(calls) as unknown as Desktop; // One function for each method; the host's side is typed by the same contract.
};

const valueOrReject = async <T, E extends Failure>(answer: Promise<Result<T, E>>): Promise<T> => {
  const result = await answer;
  if (!result.ok) throw new Error(result.error.type, { cause: result.error });
  return result.value;
};

/** The bytes of a file of the safety copy; null where it is damaged or gone, so that another one can be tried. */
const bytesOrNull = async <E extends Failure>(
  answer: Promise<Result<Uint8Array<ArrayBuffer>, E>>,
): Promise<Uint8Array<ArrayBuffer> | null> => {
  const read = await answer;
  return !read.ok && (read.error.type === 'safetyCopyDamaged' || read.error.type === 'notFound') ? null : valueOrReject(answer);
};

/** The part of the desktop that the local store needs; failures reject, their cause is the error value. */
export const safetyPort = (desktop: Desktop): SafetyPort => ({
  readSentinel: async () => {
    const answer = await desktop.readSentinel({});
    return !answer.ok && answer.error.type === 'safetyCopyDamaged' ? 'lost' : valueOrReject(Promise.resolve(answer));
  },
  setAside: async () => {
    await valueOrReject(desktop.setSafetyCopyAside({}));
  },
  append: async (entry) => {
    await valueOrReject(desktop.appendSafetyCopy(entry));
  },
  list: () => valueOrReject(desktop.listSafetyCopy({})),
  read: (name) => bytesOrNull(desktop.readSafetyCopy({ name })),
  listSnapshots: () => valueOrReject(desktop.listSnapshots({})),
  readSnapshot: (name) => bytesOrNull(desktop.readSnapshot({ name })),
  isSnapshotDue: () => valueOrReject(desktop.isSnapshotDue({})),
  freeSpace: () => valueOrReject(desktop.freeSpace({})),
  keepDrafts: async (text) => {
    await valueOrReject(desktop.keepDrafts({ text }));
  },
  readDrafts: () => valueOrReject(desktop.readDrafts({})),
});

/** The keys and shared places as the local store asks for them. */
export const desktopPort = (desktop: Desktop): DesktopPort => ({
  signBundle: (sha256) => valueOrReject(desktop.signBundle({ sha256 })),
  officeKey: () => valueOrReject(desktop.officeKey({})),
  foundOffice: (who) => valueOrReject(desktop.foundOffice(who)),
  requestCertificate: (who) => valueOrReject(desktop.requestCertificate(who)),
  admitOffice: (whom) => valueOrReject(desktop.admitOffice(whom)),
  unwrapFileKey: async (header) => {
    const opened = await desktop.unwrapFileKey({ header });
    if (opened.ok) return opened;
    const { error } = opened;
    const isOfBundle = error.type === 'bundleNotForUs' || error.type === 'bundleNeedsPassphrase' || error.type === 'bundleEnvelopeDamaged';
    return isOfBundle ? err(error) : err({ type: 'bundleKeyUnavailable' });
  },
  noteOriginals: (uses) => desktop.noteAttachments({ uses: [...uses] }),
  listBlobs: (place) => desktop.listPlaceBlobs({ place }),
  putBlob: (place, sha256, recipients, renew) =>
    desktop.putPlaceBlob({ place, sha256, renew, ...(recipients && { recipients: [...recipients] }) }),
  fetchBlob: (place, sha256) => desktop.fetchPlaceBlob({ place, sha256 }),
  purgeBlobs: (place) => desktop.purgePlaceBlobs({ place }),
  listBundles: (place) => desktop.listPlaceBundles({ place }),
  readBundle: async (place, bundle) => {
    const read = await desktop.readPlaceBundle({ place, ...bundle });
    return !read.ok && read.error.type === 'placeFileGone' ? ok(null) : read;
  },
  publishBundle: async (place, bundle, file) => {
    const published = await desktop.publishPlaceBundle({ place, ...bundle, bundle: file });
    return published.ok ? ok(null) : published;
  },
  removeBundles: (place, device, bundles) =>
    desktop.removePlaceBundles({ place, device, bundles: bundles.map(({ run, n, form }) => ({ run, n, form })) }),
  keepAside: (file, note) => desktop.keepAside({ file, note }),
  listAside: () => desktop.listAside({}),
  readAside: (sha256) => desktop.readAside({ sha256 }),
  dropAside: (sha256) => desktop.dropAside({ sha256s: [sha256] }),
});
