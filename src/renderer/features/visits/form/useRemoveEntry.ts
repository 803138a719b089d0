import type { Said } from '../../../i18n/said.ts';
import { useDoInForm } from '../../../replica/commit.ts';
import type { DraftForm } from '../../../replica/draft.ts';
import { focusAfterRemoval } from '../../../ui/focus.ts';
import { entriesOfForm } from './entries.ts';

/**
 * Takes an entry out of the form, says so and offers it back with all that was written in it; one in which nothing was written goes without a
 * word. `title` names it, null where nobody has written one yet. The keyboard goes on in the next entry.
 */
export const useRemoveEntry = (form: DraftForm, name: string) => {
  const doInForm = useDoInForm();
  return (key: string, title: Said, button: HTMLElement): void => {
    const entry = entriesOfForm(form, name).all.find(([each]) => each === key)?.[1] ?? {};
    const write = (value: typeof entry | null): void => {
      form.set(`${name}/${key}`, value);
      form.flush();
    };
    const isWritten = Object.values(entry).some((part) => typeof part === 'string');
    if (isWritten)
      doInForm(
        (t, format) => t('visits:entryRemoved', { name: title(t, format) }),
        () => write(null),
        () => write(entry),
      );
    else write(null);
    focusAfterRemoval(button);
  };
};
