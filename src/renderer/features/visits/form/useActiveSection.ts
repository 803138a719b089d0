import { type UIEvent, useState } from 'react';
import { type SectionName, sectionId, sectionNames } from './sections.ts';

const readingLinePx = 120;

/** The section at the top of the scrolled form, or the last one once its end is reached. */
export const useActiveSection = () => {
  const [active, setActive] = useState<SectionName>('basics');
  const onScroll = (event: UIEvent<HTMLElement>): void => {
    const pane = event.currentTarget;
    const line = pane.getBoundingClientRect().top + readingLinePx;
    const atEnd = pane.scrollTop > 0 && pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 2;
    const passed = sectionNames.filter(
      (name) => (document.getElementById(sectionId(name))?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY) <= line,
    );
    setActive((atEnd ? sectionNames.at(-1) : passed.at(-1)) ?? 'basics');
  };
  return { active, onScroll };
};
