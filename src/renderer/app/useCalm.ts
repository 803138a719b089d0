import { useEffect, useState } from 'react';

const appearsMs = 1000;
const staysMs = 2000;

/** What is only worth saying when it lasts: true once `isOn` has been true for a second, and for two seconds after it has ended, so that nothing flickers. */
export const useCalm = (isOn: boolean): boolean => {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (isOn === isShown) return undefined;
    const timer = setTimeout(() => setShown(isOn), isOn ? appearsMs : staysMs);
    return () => clearTimeout(timer);
  }, [isOn, isShown]);
  return isShown;
};
