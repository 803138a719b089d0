import { spokenLanguage } from '../host/dataFolder.ts';
import type { Settings } from '../ipc/contract.ts';

type Language = NonNullable<Settings['language']>;

/** The few sentences that the program says when there is no page that could say them. */
type Words = {
  readonly cannotStart: (why: string) => string;
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
    stopped: 'Az ablak ismét leállt. Amit elmentett, megvan.',
    hangs: 'Az ablak nem válaszol. Lehet, hogy még dolgozik; amit elmentett, megvan.',
    openAgain: 'Újranyitás',
    wait: 'Várakozás',
    quit: 'Kilépés',
  },
  ro: {
    cannotStart: (why) => `InterregCluster nu poate porni (${why}); nimic nu s-a schimbat. Dacă se repetă, instalați din nou programul.`,
    stopped: 'Fereastra s-a oprit din nou. Ce ați salvat este în siguranță.',
    hangs: 'Fereastra nu răspunde. Poate că încă lucrează; ce ați salvat este în siguranță.',
    openAgain: 'Deschide din nou',
    wait: 'Așteaptă',
    quit: 'Închide programul',
  },
  en: {
    cannotStart: (why) => `InterregCluster cannot start (${why}); nothing was changed. Install it again if this comes back.`,
    stopped: 'The window has stopped again. What you saved is safe.',
    hangs: 'The window does not answer. It may still be working; what you saved is safe.',
    openAgain: 'Open it again',
    wait: 'Wait',
    quit: 'Quit',
  },
};

/** In the language that was chosen in the program, or in that of the system (`ro-RO`). */
export const wordsIn = (chosen: Language | undefined, system: string): Words => all[spokenLanguage(chosen, system)];
