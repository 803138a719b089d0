/** Moves the focus to the next region marked `data-pane`, going round; -1 goes back. */
export const focusNextPane = (by: 1 | -1): void => {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.offsetParent !== null);
  const here = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(here + by + panes.length) % panes.length];
  const inside = next?.querySelector<HTMLElement>('[role="grid"], [aria-current="page"], [role="tab"][aria-selected="true"]');
  (inside ?? next)?.focus();
};
