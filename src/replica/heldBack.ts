import type { Decision } from '../exchange/chain.ts';
import type { ReadBundle } from '../exchange/read.ts';
import type { Judgement } from '../exchange/trust/verdict.ts';
import { writeSent } from './exporting.ts';
import type { Session } from './session.ts';
import { heedStatements } from './trust.ts';

/**
 * What is known of bundles that came through a shared place and wait: so that nobody is told to ask for what a person here has refused, and
 * that what they said of keys is told as theirs.
 */

const keyOf = (device: string): string => `aside:${device}`;

/** Of each machine; those before them have long been replaced by a bundle of everything. */
const mostOfOne = 50;

const notedOf = ({ facts }: Session, key: string): readonly string[] => (facts.sent[key] ?? '').split(' ').filter(Boolean);

/** Notes that a bundle has come from a machine. Stands in the writers' line. */
export const noteHeldBack = async (session: Session, device: string, sha256: string): Promise<void> => {
  const noted = notedOf(session, keyOf(device));
  if (noted.includes(sha256)) return;
  await writeSent(session, { [keyOf(device)]: [...noted, sha256].slice(-mostOfOne).join(' ') });
};

/** Notes that bundles which waited had to go unread, as an erasure makes them: nobody has refused them. Stands in the writers' line. */
export const noteLetGo = async (session: Session, gone: ReadonlySet<string>): Promise<void> => {
  const keys = Object.keys(session.facts.sent).filter((key) => key.startsWith(keyOf('')));
  const marks = keys.flatMap((key) => {
    const noted = notedOf(session, key);
    const left = noted.filter((sha256) => !gone.has(sha256));
    return left.length === noted.length ? [] : [[key, left.join(' ')] as const];
  });
  if (marks.length > 0) await writeSent(session, Object.fromEntries(marks));
};

/** What has become of them, by SHA-256; those applied since may be among them. A desktop that cannot tell leaves them waiting. */
export const heldBackBundles = async (session: Session): Promise<ReadonlyMap<string, Decision>> => {
  const keys = Object.keys(session.facts.sent).filter((key) => key.startsWith(keyOf('')));
  const noted = keys.flatMap((key) => notedOf(session, key));
  if (noted.length === 0) return new Map();
  const listed = await session.desktop?.listAside().catch(() => undefined);
  const waiting =
    listed?.ok === true ? new Set(listed.value.flatMap(({ bundle, refusedAt }) => (refusedAt === undefined ? [bundle] : []))) : null;
  return new Map(noted.map((sha256) => [sha256, waiting === null || waiting.has(sha256) ? 'waiting' : 'refused'] as const));
};

const heededKey = (sha256: string): string => `heeded:${sha256}`;

/**
 * Keeps what a bundle that waits says of keys, and remembers that it was this one: once applied, it brings nothing of that any more. Stands
 * in the writers' line.
 */
export const heed = async (session: Session, bundle: ReadBundle, judgement: Judgement): Promise<void> => {
  if (!(await heedStatements(session, bundle, judgement))) return;
  const said = judgement.brought.map(({ statement: { kind, office } }) => `${kind}:${office}`);
  await writeSent(session, { [heededKey(bundle.footer.sha256)]: said.join('\n') });
};

/** What a bundle has said of keys while it waited. */
export const heededFrom = ({ facts }: Session, sha256: string): readonly { readonly kind: string; readonly office: string }[] =>
  (facts.sent[heededKey(sha256)] ?? '')
    .split('\n')
    .filter(Boolean)
    .map((said) => ({ kind: said.slice(0, said.indexOf(':')), office: said.slice(said.indexOf(':') + 1) }));
