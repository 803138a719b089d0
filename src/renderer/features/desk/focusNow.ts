/** As `ref`: takes the focus as soon as the element is there. The desk is worked with keys and a scanner only. */
export const focusNow = (element: HTMLElement | null): void => element?.focus();

/** The same for a field that may hold something already: typing goes on behind it. */
export const focusAtEnd = (field: HTMLInputElement | null): void => {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
};
