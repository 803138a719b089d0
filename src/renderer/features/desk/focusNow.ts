/** As `ref`: takes the focus as soon as the element is there. The desk is worked with keys and a scanner only. */
export const focusNow = (element: HTMLElement | null): void => element?.focus();
