import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

type DeskSettings = {
  /** Name of this table, as it is noted with each arrival. */
  readonly station: string;
  readonly sounds: boolean;
  /** Four digits that leaving asks for; '' asks for none. Kept for this sitting only. */
  readonly pin: string;
  readonly setStation: (station: string) => void;
  readonly setSounds: (sounds: boolean) => void;
  readonly setPin: (pin: string) => void;
};

/** How this table is set up; the PIN is not written down anywhere. */
export const useDeskSettings = create<DeskSettings>()(
  persist(
    (set) => ({
      station: '1',
      sounds: true,
      pin: '',
      setStation: (station) => set({ station }),
      setSounds: (sounds) => set({ sounds }),
      setPin: (pin) => set({ pin }),
    }),
    {
      name: 'interreg-desk',
      storage: createJSONStorage(() => window.localStorage),
      partialize: ({ station, sounds }) => ({ station, sounds }),
    },
  ),
);
