import { useEffect, useState } from 'react';

const isRadio = (element: HTMLElement | undefined): boolean => element instanceof HTMLInputElement && element.type === 'radio';

const isOpen = (element: HTMLElement): boolean => element.offsetParent !== null && !element.matches(':disabled');

/** As `ref` of a form or of what a dialog holds: typing begins in its first field, in what is chosen of a row of choices. */
export const focusFirstField = (root: HTMLElement | null): void => {
  const fields = [...(root?.querySelectorAll<HTMLElement>('input:not([type="hidden"], [type="file"]), textarea') ?? [])];
  const first = fields.find(isOpen);
  const field = isRadio(first) ? (fields.find((each) => each.matches(':checked')) ?? first) : first;
  field?.setAttribute('data-autofocus', ''); // A dialog's trap looks for it a moment later.
  field?.focus({ preventScroll: true });
};

/** As `ref` of the buttons of a question: what is pressed next is for it, and no more for what has raised it. */
export const focusFirstChoice = (root: HTMLElement | null): void =>
  root?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true });

/** Into the next or previous field or button, as Tab goes, and over what is written there. */
export const focusNext = (by: 1 | -1): void => {
  const here = document.activeElement;
  const root = here?.closest('[role="dialog"]') ?? document;
  const stops = [...root.querySelectorAll<HTMLElement>('a[href], button, input, textarea, [tabindex]')].filter(
    (each) => each === here || (each.tabIndex >= 0 && isOpen(each)),
  );
  const next = stops[(here instanceof HTMLElement ? stops.indexOf(here) : -1) + by];
  next?.focus();
  if (next instanceof HTMLInputElement) next.select();
};

const formBefore = (): ParentNode | null => document.querySelector('[role="dialog"]') ?? document.querySelector('form');

/**
 * Whether something typed in the form (a dialog's before the one behind it) says nothing that its field can take. Its field says so now, and
 * the form must not be saved without it.
 */
export const holdsUnread = (form: ParentNode | null = formBefore()): boolean => {
  const field = form?.querySelector('[data-unread]') ?? null;
  field?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  return field !== null;
};

/** After a step that was refused: the first field that says why, in the dialog before the form behind it. */
export const focusFirstFault = (): void => {
  requestAnimationFrame(() => {
    const faults = (root: string) => document.querySelector<HTMLElement>(`${root} :is([aria-invalid="true"], [data-unread])`);
    (faults('[role="dialog"]') ?? faults('form'))?.focus();
  });
};

/**
 * After a press on `button`, which takes the group it stands in out of a form: to the same button of the group that comes next, or before,
 * where that is open, else into that group; where none is left, into the section.
 */
export const focusAfterRemoval = (button: HTMLElement): void => {
  const group = button.closest('fieldset');
  const [neighbour, section] = [group?.nextElementSibling ?? group?.previousElementSibling, group?.closest('section')];
  requestAnimationFrame(() => {
    const [first] = [neighbour, section].flatMap((root) => [
      ...(root?.isConnected ? root.querySelectorAll<HTMLElement>('button[data-removes]') : []),
      ...(root?.isConnected ? root.querySelectorAll<HTMLElement>('button, input') : []),
    ]);
    first?.focus();
  });
};

/** Where the keyboard goes on when what had the focus is gone: in the list of the room, else in its content. */
export const focusList = (): void =>
  (document.querySelector<HTMLElement>('#content [role="grid"]') ?? document.getElementById('content'))?.focus({ preventScroll: true });

/** What had the focus before a form or the desk came gets it back when that goes, unless somebody has gone elsewhere meanwhile. */
export const useBackFromForm = (): void => {
  const [from] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement !== document.body) return;
      if (from instanceof HTMLElement && from !== document.body && from.isConnected) from.focus({ preventScroll: true });
      else focusList();
    },
    [from],
  );
};
