import { type DataFolderError, describeDataFolderError } from '../host/dataFolder.ts';
import type { Settings } from '../ipc/contract.ts';

type Language = NonNullable<Settings['language']>;

/** The few sentences that the program says when there is no page that could say them. */
type Words = {
  readonly cannotStart: (why: string) => string;
  /** The data folder at `path` cannot be used. */
  readonly folder: (path: string, error: DataFolderError) => string;
  readonly stopped: string;
  readonly hangs: string;
  readonly openAgain: string;
  readonly wait: string;
  readonly quit: string;
};

const all: Readonly<Record<Language, Words>> = {
  hu: {
    cannotStart: (why) =>
      `Az InterregCluster nem tud elindulni (${why}); semmi sem változott. Ha újra előfordul, telepítse újra a programot.`,
    folder: (path, error) =>
      error.type === 'dataFolderInUse'
        ? `Az InterregCluster már fut ezzel az adatmappával: ${path} (folyamat: ${error.pid}).`
        : `Az adatmappa nem írható: ${path} (${error.code}). Válasszon másikat így: --data MAPPA.`,
    stopped: 'Az ablak ismét leállt. Amit elmentett, megvan.',
    hangs: 'Az ablak nem válaszol. Lehet, hogy még dolgozik; amit elmentett, megvan.',
    openAgain: 'Újranyitás',
    wait: 'Várakozás',
    quit: 'Kilépés',
  },
  ro: {
    cannotStart: (why) => `InterregCluster nu poate porni (${why}); nimic nu s-a schimbat. Dacă se repetă, instalați din nou programul.`,
    folder: (path, error) =>
      error.type === 'dataFolderInUse'
        ? `InterregCluster rulează deja cu dosarul de date ${path} (procesul ${error.pid}).`
        : `Dosarul de date ${path} nu poate fi scris (${error.code}); alegeți altul cu --data DOSAR.`,
    stopped: 'Fereastra s-a oprit din nou. Ce ați salvat este în siguranță.',
    hangs: 'Fereastra nu răspunde. Poate că încă lucrează; ce ați salvat este în siguranță.',
    openAgain: 'Deschide din nou',
    wait: 'Așteaptă',
    quit: 'Închide programul',
  },
  en: {
    cannotStart: (why) => `InterregCluster cannot start (${why}); nothing was changed. Install it again if this comes back.`,
    folder: describeDataFolderError,
    stopped: 'The window has stopped again. What you saved is safe.',
    hangs: 'The window does not answer. It may still be working; what you saved is safe.',
    openAgain: 'Open it again',
    wait: 'Wait',
    quit: 'Quit',
  },
};

/** In the language that was chosen in the program, or in that of the system (`ro-RO`). */
export const wordsIn = (chosen: Language | undefined, system: string): Words => {
  const [found] = [chosen, system.slice(0, 2)].filter((language): language is Language => language !== undefined && language in all);
  return all[found ?? 'en'];
};
