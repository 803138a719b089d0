import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

type DeskSettings = {
  /** Name of this table, as it is noted with each arrival. */
  readonly station: string;
  readonly sounds: boolean;
  /** Four digits that leaving asks for; '' asks for none. Kept until the window is closed, so that a reload does not open the door. */
  readonly pin: string;
  readonly setStation: (station: string) => void;
  readonly setSounds: (sounds: boolean) => void;
  readonly setPin: (pin: string) => void;
};

const pinKey = 'interreg-desk-pin';

/** How this table is set up. The PIN lasts as long as the window and is not written to the disk. */
export const useDeskSettings = create<DeskSettings>()(
  persist(
    (set) => ({
      station: '1',
      sounds: true,
      pin: window.sessionStorage.getItem(pinKey) ?? '',
      setStation: (station) => set({ station }),
      setSounds: (sounds) => set({ sounds }),
      setPin: (pin) => {
        window.sessionStorage.setItem(pinKey, pin);
        set({ pin });
      },
    }),
    {
      name: 'interreg-desk',
      storage: createJSONStorage(() => window.localStorage),
      partialize: ({ station, sounds }) => ({ station, sounds }),
    },
  ),
);
