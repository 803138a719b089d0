import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { openDataFolder } from '../../src/host/dataFolder.ts';
import { entryAt, hostIn } from './open.ts';
import { asideOf, bundleOf, device, type Kept, place, settingsOf, textOf, uploadOf } from './writings.ts';

/**
 * A host at work: safety copy, files, files kept aside, a shared folder, keys and settings, side by side and without end. Prints every
 * confirmed writing as a line of JSON. Meant to be killed at any moment.
 */
flushCompileCache(); // Nothing is kept at an end by a kill.
const folder = process.argv[2] ?? '';
/** The next number, and the next entry of the safety copy, in which there must be no hole. */
const [first, firstEntry] = [Number(process.argv[3]), Number(process.argv[4])];
const opened = await openDataFolder(join(folder, 'data'));
if (!opened.ok) throw new Error(opened.error.type);
const host = hostIn(opened.value.path);

const say = (kept: Kept): unknown => process.stdout.write(`${JSON.stringify(kept)}\n`);

/** Does a job for `from`, the number after it, and so on. */
const onAndOn = async (
  job: (n: number) => Promise<{ readonly ok: boolean }>,
  kept: (n: number) => Kept,
  from: number = first,
): Promise<never> => {
  for (let n = from; ; n += 1) {
    const answer = await job(n);
    if (!answer.ok) throw new Error(`${JSON.stringify(kept(n))}: ${JSON.stringify(answer)}`);
    say(kept(n));
  }
};

const append = (seq: number) => {
  const entry = entryAt(seq, textOf(seq), seq % 7 === 0);
  return host.appendSafetyCopy({ ...entry, sentinel: { ...entry.sentinel, device } });
};

const keys = await host.keys({});
if (!keys.ok) throw new Error(keys.error.type);
say({ what: 'key', key: keys.value.key });
const known = await host.listPlaces({});
if (!known.ok) throw new Error(known.error.type);
const [there] = known.value;
const added = there ? { ok: true as const, value: there } : await host.addPlace(place(join(folder, 'shared')));
if (!added.ok) throw new Error(added.error.type);
const { id } = added.value;
say({ what: 'place', id });

await Promise.all([
  onAndOn(append, (seq) => ({ what: 'entry', n: seq }), firstEntry),
  onAndOn(
    (n) => host.putAttachment(uploadOf(n)),
    (n) => ({ what: 'file', n }),
  ),
  onAndOn(
    (n) => host.keepAside(asideOf(n % 50)),
    (n) => ({ what: 'aside', n: n % 50 }),
  ),
  onAndOn(
    (n) => host.publishPlaceBundle(bundleOf(id, n)),
    (n) => ({ what: 'bundle', n }),
  ),
  onAndOn(
    (n) => host.writeSettings(settingsOf(n)),
    (n) => ({ what: 'settings', n }),
  ),
]);
