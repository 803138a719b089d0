import { noMemory, type PlaceMemory } from '../exchange/roundSides.ts';
import { decode, encode } from './codec.ts';
import { writeAside } from './fence.ts';
import type { Session } from './session.ts';

const memoryKey = (place: string): string => `place/${place}`;

const isMemory = (value: unknown): value is PlaceMemory =>
  typeof value === 'object' && value !== null && 'read' in value && 'own' in value && 'saidIn' in value;

/** What this store remembers of a place between exchanges. */
export const readMemory = async (session: Session, place: string): Promise<PlaceMemory> => {
  const row = await session.db.meta.get(memoryKey(place));
  const memory = row && decode(row.data);
  return isMemory(memory) ? Object.assign({}, noMemory, memory) : noMemory; // One of an earlier version has fewer members.
};

export const keepMemory = async (session: Session, place: string, memory: PlaceMemory): Promise<void> => {
  const data = encode(memory);
  await writeAside(session, [], () => session.db.meta.put({ key: memoryKey(place), data }));
};
