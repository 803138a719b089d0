import type { Failure } from '../base/result.ts';
import { impliesVector } from '../crdt/vector.ts';
import { createWebHash } from '../exchange/hash.ts';
import type { ReadBundle } from '../exchange/read.ts';
import { noteExport, type PlacedFile, placeChannel } from './exporting.ts';
import type { Session } from './session.ts';
import { knownStatements } from './trust.ts';

/** What is written down of the bundles that lie in a shared place. */

type PlaceId = { readonly id: string };

/** The file's own name, without the folders of the place. */
export const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** Under which `facts.sent` holds how many statements about keys have gone to a place. */
export const statementsKey = (place: string): string => `statements:${place}`;

/** Under which `facts.sent` holds, as a hash, which originals the place was told to be lacking here. */
export const lacksKey = (place: string): string => `lacks:${place}`;

/** A short name for a list; '' for an empty one. */
export const hashOf = async (lines: readonly string[]): Promise<string> => {
  if (lines.length === 0) return '';
  const hash = createWebHash();
  hash.update(new TextEncoder().encode(lines.join('\n')));
  return hash.digest();
};

type Published = Pick<PlacedFile, 'sha256' | 'records' | 'lacks' | 'statements' | 'ownCommits'>;

/** What has gone out is noted only after the place has it: the next bundle names it as the one before. Stands in the writers' line. */
export const notePublished = async (session: Session, place: PlaceId, name: string, published: Published): Promise<Failure | null> => {
  const { sha256, records, lacks, statements, ownCommits } = published;
  const exchange = {
    at: session.clock(),
    direction: 'out' as const,
    office: '',
    fileName: lastPart(name),
    records,
    changed: 0,
    rivals: 0,
    sha256,
  };
  const said = lacks === undefined ? {} : { [lacksKey(place.id)]: await hashOf(lacks) };
  const marks = { ...said, [statementsKey(place.id)]: String(statements), [placeChannel(place.id)]: sha256 };
  return noteExport(session, exchange, marks, ownCommits);
};

/**
 * The place has a bundle after all whose upload seemed to have failed. Without this the next one would follow the same bundle as it does, as
 * if two copies of this disk were at work. What was committed since has not gone out with it.
 */
export const noteFound = async (
  session: Session,
  place: PlaceId,
  name: string,
  { header, footer }: ReadBundle,
): Promise<Failure | null> => {
  const { heads, runs, ...facts } = session.facts;
  const { lacks, trust = [] } = header;
  const carried = new Set(trust.map(({ text }) => text));
  const statements = (await knownStatements(session)).filter(({ signed }) => carried.has(signed.text)).length;
  const ownCommits = impliesVector(header.heads, heads, runs) ? facts.ownCommits : facts.handedOver;
  return notePublished(session, place, name, { ...footer, lacks, statements, ownCommits });
};
