/** The sections of the form, in the order of the page. */
export const sectionNames = ['basics', 'participants', 'saw', 'findings', 'photos', 'followUps'] as const;
export type SectionName = (typeof sectionNames)[number];

export const sectionId = (name: SectionName): string => `visit-${name}`;

const roomAbovePx = 96;

/** The input of that name. A choice keeps its value in a hidden one, right behind the one to write in. */
const inputNamed = (within: HTMLElement, name: string): HTMLElement | null => {
  const input = within.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`);
  return input?.matches('[type="hidden"]') ? (input.previousElementSibling?.querySelector('input') ?? null) : input;
};

/** The section that has the focus; what is scrolled to is known only a frame after a jump. */
export const focusedSection = (): SectionName | undefined =>
  sectionNames.find((name) => document.getElementById(sectionId(name))?.contains(document.activeElement));

/** Brings a section into view and puts the cursor into its first field, or into the one that `field` names. */
export const jumpTo = (section: SectionName, field?: string): void => {
  const element = document.getElementById(sectionId(section));
  if (!element) return;
  const named = field === undefined ? null : inputNamed(element, field);
  const first =
    element.querySelector<HTMLElement>('input:not([type="file"], [type="checkbox"]), textarea') ?? element.querySelector('button');
  const target = named ?? first;
  // Only the pane is scrolled: `scrollIntoView` would move the frame of the window too.
  const pane = element.closest('[data-pane]');
  const top = (named ?? element).getBoundingClientRect().top;
  if (pane) pane.scrollTop += top - pane.getBoundingClientRect().top - (named ? roomAbovePx : 0);
  target?.focus({ preventScroll: true });
};
