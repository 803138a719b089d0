/** The sections of the form, in the order of the page. */
export const sectionNames = ['basics', 'participants', 'saw', 'findings', 'photos', 'followUps'] as const;
export type SectionName = (typeof sectionNames)[number];

export const sectionId = (name: SectionName): string => `visit-${name}`;

/** Brings a section into view and puts the cursor into its first field, or into the one that `field` names. */
export const jumpTo = (section: SectionName, field?: string): void => {
  const element = document.getElementById(sectionId(section));
  if (!element) return;
  element.scrollIntoView({ block: 'start' });
  const named = field === undefined ? null : element.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]`);
  const first = element.querySelector<HTMLElement>('input:not([type="file"]), textarea, [role="tabpanel"] textarea, button');
  (named ?? first)?.focus({ preventScroll: named === null });
};
