import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

type Settings = {
  /** What this table is called: "1". */
  readonly station: string;
  readonly sound: boolean;
  readonly setStation: (station: string) => void;
  readonly setSound: (sound: boolean) => void;
};

/** How this laptop is set up as a desk; stays on this laptop. */
export const useDeskSettings = create<Settings>()(
  persist(
    (set) => ({ station: '1', sound: true, setStation: (station) => set({ station }), setSound: (sound) => set({ sound }) }),
    {
      name: 'interreg-desk',
      storage: createJSONStorage(() => window.localStorage),
      partialize: ({ station, sound }) => ({ station, sound }),
    },
  ),
);

type Guard = { readonly pin: string; readonly setPin: (pin: string) => void };

/** The PIN that leaving asks for, '' for none. Kept until the window closes, so that reloading does not open the desk. */
export const useDeskGuard = create<Guard>()(
  persist((set) => ({ pin: '', setPin: (pin) => set({ pin }) }), {
    name: 'interreg-desk-guard',
    storage: createJSONStorage(() => window.sessionStorage),
    partialize: ({ pin }) => ({ pin }),
  }),
);

export const isPin = (text: string): boolean => /^\d{4}$/.test(text);
