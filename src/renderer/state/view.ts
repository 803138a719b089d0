import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { Language } from '../i18n/languages.ts';
import type { RoomName } from './route.ts';

export type Theme = 'light' | 'dark' | 'system';
/** What a room's list is narrowed to: a chip's name, a search text, a county … by names the room chooses. */
export type Filters = Readonly<Record<string, string>>;

type View = {
  readonly language: Language | null;
  readonly theme: Theme;
  readonly letterKeys: boolean;
  readonly paneWidths: Readonly<Record<string, number>>;
  /** How many copies of this machine's data the person has been told of. */
  readonly knownCopies: number;
  /** By office: the bundle after which the person did not want to hear of faults in the row of its bundles. */
  readonly quietSince: Readonly<Record<string, string>>;
  readonly filters: Readonly<Partial<Record<RoomName, Filters>>>;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly setLetterKeys: (on: boolean) => void;
  readonly setPaneWidth: (pane: string, width: number) => void;
  readonly setKnownCopies: (count: number) => void;
  readonly setQuietSince: (office: string, bundle: string) => void;
  readonly setFilters: (room: RoomName, filters: Filters) => void;
};

/** What the person is looking at, never a row and never a promise. Kept in this window's local storage, filters excepted. */
export const useView = create<View>()(
  persist(
    (set) => ({
      language: null,
      theme: 'system',
      letterKeys: true,
      paneWidths: {},
      knownCopies: 0,
      quietSince: {},
      filters: {},
      setLanguage: (language) => set({ language }),
      setTheme: (theme) => set({ theme }),
      setLetterKeys: (letterKeys) => set({ letterKeys }),
      setPaneWidth: (pane, width) => set((view) => ({ paneWidths: { ...view.paneWidths, [pane]: width } })),
      setKnownCopies: (knownCopies) => set({ knownCopies }),
      setQuietSince: (office, bundle) => set((view) => ({ quietSince: { ...view.quietSince, [office]: bundle } })),
      setFilters: (room, filters) => set((view) => ({ filters: { ...view.filters, [room]: filters } })),
    }),
    {
      name: 'interreg-view',
      storage: createJSONStorage(() => window.localStorage),
      partialize: ({ language, theme, letterKeys, paneWidths, knownCopies, quietSince }) => ({
        language,
        theme,
        letterKeys,
        paneWidths,
        knownCopies,
        quietSince,
      }),
    },
  ),
);

const none: Filters = {};

/** The filters of a room and how to replace them; they stay while the window is open and can be set from another room. */
export const useFilters = (room: RoomName): readonly [Filters, (filters: Filters) => void] => {
  const filters = useView((view) => view.filters[room]) ?? none;
  const setFilters = useView((view) => view.setFilters);
  return [filters, (next) => setFilters(room, next)];
};
