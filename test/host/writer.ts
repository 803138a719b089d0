import { entryAt, hostIn } from './open.ts';

/** Appends to the safety copy without end and prints the number of each confirmed entry. Meant to be killed at any moment. */
const folder = process.argv[2] ?? '';
const first = Number(process.argv[3]);
const host = hostIn(folder);
for (let seq = first; ; seq += 1) {
  const snapshot = seq % 7 === 0;
  const text = `${seq} `.repeat(20_000);
  const answer = await host.appendSafetyCopy(entryAt(seq, text, snapshot));
  if (!answer.ok) throw new Error(answer.error.type);
  process.stdout.write(`${seq}\n`);
}
