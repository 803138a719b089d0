import type { Json } from '../../src/base/json.ts';
import { isErased } from '../../src/crdt/pack.ts';
import { receiptOf, receive, writeFor } from './bundles.ts';
import { type Act, commit, openForm, toggleImport } from './commit.ts';
import { judgeReplica } from './judge.ts';
import { rebuiltFromJournal } from './rebuild.ts';
import { visitPlace } from './routine.ts';
import { anySkewMs, copyOf, type Form, freshRun, openAgain, type Replica, subjects, type World } from './world.ts';

/** One thing that happens, at one replica; it may come to nothing. */
type Happening = (world: World, replica: Replica) => void | Promise<void>;

const paths = ['name', 'phone', 'tag/solar', 'summary.hu', '7'];
const values: readonly Json[] = [
  'Példa Bt.',
  'Példa Bt.',
  'Példa Kft.',
  'Exemplu SRL',
  null,
  true,
  7,
  { town: 'Szeged', street: 'Fő tér' },
];
const mostReplicas = 7;

const anySubject = ({ random }: World): (typeof subjects)[number] => random.pick(subjects);

/** Somebody's form: now and then the one that has stood open for a while. */
const anyForm = (world: World, replica: Replica): Form =>
  replica.form !== null && world.random.chance(0.25) ? replica.form : openForm(replica, anySubject(world));

const setting = ({ random }: World, form: Form): Act => ({
  kind: 'set',
  form,
  set: Object.fromEntries([random.pick(paths), random.pick(paths)].map((path) => [path, random.pick(values)])),
});

const send: Happening = async (world, replica) => {
  const { random } = world;
  const to = random.pick(world.replicas.filter((each) => each !== replica));
  const receipt = random.chance(0.3) ? random.pick(world.replicas).disk.facts.heads : receiptOf(replica, to.identity.office.id);
  const { bytes } = await writeFor(world, replica, receipt);
  if (random.chance(0.15)) return;
  const withheldUntil = random.chance(0.1) ? Number.POSITIVE_INFINITY : world.moment + (random.chance(0.3) ? random.below(40) : 0);
  world.letters.push({ to: random.chance(0.8) ? to : null, bytes, withheldUntil });
};

const cut = ({ random }: World, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => bytes.slice(0, random.below(bytes.byteLength));

const deliver: Happening = async (world, replica) => {
  const { random, moment } = world;
  const here = world.letters.filter(({ to, withheldUntil }) => (to ?? replica) === replica && withheldUntil <= moment);
  if (here.length === 0) return;
  const letter = random.chance(0.5) ? (here.at(-1) ?? random.pick(here)) : random.pick(here);
  if (random.chance(0.06)) {
    await receive(world, replica, cut(world, letter.bytes));
    return;
  }
  await receive(world, replica, letter.bytes);
  if (random.chance(0.7)) world.letters.splice(world.letters.indexOf(letter), 1);
};

/** A stick goes from hand to hand: everything for everybody, read by several, sometimes pulled out too early. */
const carryStick: Happening = async (world, replica) => {
  const { random } = world;
  const { bytes } = await writeFor(world, replica, null);
  for (const reader of random.shuffled(world.replicas).slice(0, 1 + random.below(2))) {
    await receive(world, reader, random.chance(0.1) ? cut(world, bytes) : bytes);
  }
};

const restore: Happening = (world, replica) => {
  if (replica.backups.length === 0) return;
  replica.form = null;
  world.isRolledBack = true;
  openAgain(world, replica, world.random.pick(replica.backups));
  const again = [...replica.sentinel].flatMap((id): readonly Act[] => {
    const record = replica.disk.records.get(id);
    const subject = subjects.find((each) => each.id === id);
    return subject && record && !isErased(record) ? [{ kind: 'erase', form: openForm(replica, subject) }] : [];
  });
  commit(world, replica, again);
};

/** Another machine starts on a copy of this disk, while this one goes on in the middle of its run. */
const clone: Happening = (world, replica) => {
  if (world.replicas.length >= mostReplicas) return;
  copyOf(world, replica);
};

const restart: Happening = (world, replica) => {
  const disk = world.random.chance(0.3) ? rebuiltFromJournal(replica.disk) : replica.disk;
  openAgain(world, replica, disk);
};

/** A clock that jumps ends the run, unless nothing bears its name yet; a form stays open. */
const setClock: Happening = (world, replica) => {
  replica.skewMs = anySkewMs(world.random);
  if (world.weakness.oneRunPerDisk === true || replica.run.n === 0) return;
  replica.run = freshRun(world);
};

const happenings: readonly (readonly [weight: number, happening: Happening])[] = [
  [9, (world, replica) => commit(world, replica, [setting(world, anyForm(world, replica))])],
  [
    2,
    (world, replica) =>
      commit(
        world,
        replica,
        subjects.map((subject) => setting(world, openForm(replica, subject))),
      ),
  ],
  [
    1,
    (world, replica) => {
      const form = anyForm(world, replica);
      commit(world, replica, [setting(world, form), ...(replica.disk.records.has(form.id) ? [{ kind: 'delete', form } as const] : [])]);
    },
  ],
  [
    3,
    (world, replica) => {
      replica.form = openForm(replica, anySubject(world));
    },
  ],
  [2.5, (world, replica) => commit(world, replica, [{ kind: 'delete', form: anyForm(world, replica) }])],
  [0.7, (world, replica) => commit(world, replica, [{ kind: 'undelete', form: anyForm(world, replica) }])],
  [0.25, (world, replica) => commit(world, replica, [{ kind: 'erase', form: openForm(replica, anySubject(world)) }])],
  [
    1,
    (world, replica) => {
      const target = world.random.chance(0.2) ? null : anySubject(world).id;
      commit(world, replica, [{ kind: 'set', form: anyForm(world, replica), set: { sameAs: target } }]);
    },
  ],
  [
    2,
    (world, replica) => {
      if (replica.disk.imports.length > 0) toggleImport(world, replica, world.random.pick(replica.disk.imports));
    },
  ],
  [7, send],
  [11, deliver],
  [1, carryStick],
  [
    6,
    async (world, replica) => {
      await visitPlace(world, replica, world.random.pick(world.places), world.random.chance(0.2) ? 1 : Number.POSITIVE_INFINITY);
    },
  ],
  [0.3, (world) => world.random.pick(world.places).empty()],
  [0.4, (world) => world.random.pick(world.places).damage()],
  [2, restart],
  [0.8, clone],
  [
    1,
    (_, replica) => {
      replica.backups.push(replica.disk);
    },
  ],
  [0.7, restore],
  [1, setClock],
];

const weightOfAll = happenings.reduce((sum, [weight]) => sum + weight, 0);

const anyHappening = ({ random }: World): Happening => {
  let left = (random.below(1_000_000) / 1_000_000) * weightOfAll;
  const found = happenings.find(([weight]) => {
    left -= weight;
    return left < 0;
  });
  return found?.[1] ?? deliver;
};

/** Lets one thing happen somewhere and judges the replica it happened to. */
export const letSomethingHappen = async (world: World): Promise<void> => {
  world.moment += 1;
  const replica = world.random.pick(world.replicas);
  await anyHappening(world)(world, replica);
  judgeReplica(
    world,
    replica,
    subjects.map(({ id }) => id),
  );
};
