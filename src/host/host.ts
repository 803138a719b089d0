import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { err, ok } from '../base/result.ts';
import { type Handlers, type HostGreeting, type Settings, settingsSchema } from '../ipc/contract.ts';
import { openAside } from './aside.ts';
import { openAttachments } from './attachments.ts';
import { createQueue, freeBytes, onDisk } from './disk.ts';
import { openDrafts } from './drafts.ts';
import { readJson, writeJson } from './jsonFile.ts';
import { openKeys } from './keys.ts';
import { openPlaces } from './places/places.ts';
import { openSafetyCopy } from './safetyCopy.ts';
import { openSecrets, type SecretCodec } from './secrets.ts';

export type HostOptions = HostGreeting & {
  readonly clock: Clock;
  /** Seals secrets before they go to the disk; without one they lie in files that only their owner may read. */
  readonly secretCodec?: SecretCodec;
};

/** A newer version may have written settings that this one does not know; they are passed over. */
const settingsOnDisk = settingsSchema.strip();

const settingsIn = (dataFolder: string): string => join(dataFolder, 'settings.json');

/** The language that was chosen in the program; undefined where none was, or the folder does not tell it. Needs no opened folder. */
export const chosenLanguage = async (dataFolder: string): Promise<Settings['language']> => {
  const content = await onDisk(() => readJson<Settings>(settingsIn(dataFolder), settingsOnDisk));
  return content.ok && content.value.state === 'read' ? content.value.value.language : undefined;
};

/** What answers the contract, for both shells: everything lies in `dataFolder`, which must have been opened by `openDataFolder`. */
export const createHost = ({ clock, secretCodec, ...greeting }: HostOptions): Handlers => {
  const safetyCopy = openSafetyCopy(greeting.dataFolder, clock);
  const attachments = openAttachments(greeting.dataFolder);
  const secrets = openSecrets(greeting.dataFolder, secretCodec);
  const ownDevice = async (): Promise<string | null> => {
    const sentinel = await safetyCopy.readSentinel();
    return sentinel.ok ? (sentinel.value?.device ?? null) : null;
  };
  let forgotten = -1;
  /** Files follow their erased records. Where that fails, the next entry tries again; the entry itself is safe. */
  const forgetErased = async (erased: readonly string[]): Promise<void> => {
    if (erased.length !== forgotten && (await attachments.forget(erased)).ok) forgotten = erased.length;
  };
  const settingsPath = settingsIn(greeting.dataFolder);
  const inTurn = createQueue();

  return {
    hello: async () => ok(greeting),
    readSettings: async () => {
      const content = await onDisk(() => readJson<Settings>(settingsPath, settingsOnDisk));
      if (!content.ok) return content;
      if (content.value.state === 'damaged') return err({ type: 'diskFailed', code: 'EBADMSG' });
      return ok(content.value.state === 'read' ? content.value.value : {});
    },
    writeSettings: async (settings) => {
      const written = await inTurn(() => onDisk(() => writeJson(settingsPath, settings)));
      return written.ok ? ok(null) : written;
    },
    readSentinel: () => safetyCopy.readSentinel(),
    setSafetyCopyAside: () => safetyCopy.setAside(),
    appendSafetyCopy: async (request) => {
      const appended = await safetyCopy.append(request);
      if (appended.ok) await forgetErased(request.sentinel.erased);
      return appended.ok ? ok({ at: clock() }) : appended;
    },
    listSafetyCopy: () => safetyCopy.list(),
    readSafetyCopy: ({ name }) => safetyCopy.read(name),
    freeSpace: () => onDisk(() => freeBytes(greeting.dataFolder)),
    isSnapshotDue: () => safetyCopy.isSnapshotDue(),
    listSnapshots: () => safetyCopy.listSnapshots(),
    readSnapshot: ({ name }) => safetyCopy.readSnapshot(name),
    putAttachment: ({ sha256, file }) => attachments.put(sha256, file),
    noteAttachments: ({ uses }) => attachments.note(uses),
    getAttachment: ({ sha256 }) => attachments.get(sha256),
    ...openDrafts(greeting.dataFolder),
    ...openKeys(secrets, clock),
    ...openAside(greeting.dataFolder, clock),
    ...openPlaces({ dataFolder: greeting.dataFolder, secrets, attachments, clock, random: randomBytes, ownDevice }),
  };
};
