import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { nameOrderOf } from '../../../domain/names.ts';
import { groupAt, partOf, textAt } from '../../../domain/values.ts';
import type { Values } from '../../../replica/api.ts';
import type { Language } from '../../i18n/languages.ts';
import type { DraftForm } from '../../replica/draft.ts';
import styles from './WalkIn.module.css';

/** The order of a name: as in the country of the organisation, and while that is not known, as the screen asks for it. */
export const orderOf = (values: Values, language: Language) => nameOrderOf(textAt(values, 'country') || (language === 'hu' ? 'HU' : ''));

type NameFieldsProps = { readonly form: DraftForm; readonly language: Language; readonly root: { current: HTMLDivElement | null } };

/** Into the part of the name that is still empty. */
export const focusName = (root: HTMLDivElement | null): void => {
  const fields = [...(root?.querySelectorAll('input') ?? [])];
  (fields.find(({ value }) => value.trim() === '') ?? fields[0])?.focus();
};

/** The two parts of a visitor's name, in the order in which the language of the screen says them. */
export const NameFields = ({ form, language, root }: NameFieldsProps) => {
  const { t } = useTranslation('desk', { lng: language });
  const name = groupAt(form.values, 'name');
  const order = language === 'en' ? (['given', 'family'] as const) : (['family', 'given'] as const);
  const last = useRef<HTMLInputElement>(null);
  // Another language may put the fields the other way round; a field that moves in the page loses the focus.
  useLayoutEffect(() => {
    if (language && document.activeElement === document.body) last.current?.focus();
  }, [language]);
  return (
    <div ref={root} className={styles.pair}>
      {order.map((part) => (
        <label key={part}>
          {t(`walkIn.${part}`)}
          <input
            type="text"
            autoComplete="off"
            maxLength={100}
            value={partOf(name, part)}
            onChange={(event) => form.set('name', { ...name, [part]: event.currentTarget.value, order: orderOf(form.values, language) })}
            onFocus={(event) => {
              last.current = event.currentTarget;
            }}
            onBlur={form.flush}
          />
        </label>
      ))}
    </div>
  );
};
