import { useEffect, useState } from 'react';

/** True once the component has been shown for `ms`; short work shows no progress at all. */
export const useLasting = (ms: number): boolean => {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasts(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return lasts;
};
