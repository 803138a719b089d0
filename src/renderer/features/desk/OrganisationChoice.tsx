import { IconUserPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../base/ids.ts';
import { subtitleOf } from '../../../domain/titles.ts';
import { textAt } from '../../../domain/values.ts';
import type { Row } from '../../../replica/api.ts';
import type { Language } from '../../i18n/languages.ts';
import { useList } from '../../replica/queries.ts';
import { CountryMark } from '../../ui/CountryMark.tsx';
import { classes } from '../../ui/classes.ts';
import { useHeldKeys } from '../../ui/heldKeys.ts';
import { isNarrow } from './findVisitor.ts';
import { focusNow } from './focusNow.ts';
import { rankOrganisations, typedBefore } from './rankOrganisations.ts';
import styles from './WalkIn.module.css';

/** An organisation of the directory, or a name that the office completes later. */
export type ChosenOrganisation = { readonly id: RecordId | null; readonly name: string; readonly country: string };

const mostRanked = 60;
const mostShown = 6;
const mostTypedBefore = 2;
const byRelevance = { path: '#relevance', direction: 'up' } as const;

type OrganisationChoiceProps = {
  readonly event: RecordId;
  readonly name: string;
  readonly language: Language;
  readonly onType: (name: string) => void;
  readonly onChoose: (chosen: ChosenOrganisation) => void;
};

type Offered = ChosenOrganisation & { readonly hint: string };

const typedName = (name: string): ChosenOrganisation => ({ id: null, name, country: '' });

const toChosen = (row: Row): ChosenOrganisation => ({
  id: row.id,
  name: textAt(row.values, 'name'),
  country: textAt(row.values, 'country'),
});

const showWhole = (option: HTMLElement | null): void => option?.scrollIntoView({ block: 'nearest' });

/**
 * Three letters find organisations on both sides of the border and those that visitors before have named; the last line takes what was typed as
 * a new one.
 */
export const OrganisationChoice = ({ event, name, language, onType, onChoose }: OrganisationChoiceProps) => {
  const { t } = useTranslation('desk', { lng: language });
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const isAsked = open && isNarrow(name);
  const page = useList(
    isAsked ? { type: 'organisation', text: name, locale: language, offset: 0, limit: mostRanked, sort: byRelevance } : null,
  );
  const visitors = useList(
    isAsked
      ? { type: 'registration', text: name, where: [{ path: 'event', is: event }], locale: language, offset: 0, limit: mostRanked }
      : null,
  );
  const isAnswered = [page, visitors].every(({ data, isPlaceholderData }) => data !== undefined && !isPlaceholderData);
  const offered: readonly Offered[] = isAsked
    ? [
        ...rankOrganisations(page.data?.rows ?? [], name)
          .slice(0, mostShown)
          .map((row) => ({ ...toChosen(row), hint: subtitleOf('organisation', row.values, language) })),
        ...typedBefore(visitors.data?.rows ?? [], name)
          .slice(0, mostTypedBefore)
          .map((before) => ({ ...typedName(before), hint: t('walkIn.typedBefore') })),
      ]
    : [];
  const choose = (chosen: ChosenOrganisation): void => {
    onChoose(chosen);
    setOpen(false);
  };
  const chooseAt = (index: number): void => {
    choose(offered[index] ?? typedName(name.trim()));
  };
  // Pressed before the answer has come, Enter means the first of what will be listed; what is typed on waits for it.
  const [entered, setEntered] = useState(false);
  useHeldKeys(entered);
  useLayoutEffect(() => {
    if (!entered || (isAsked && !isAnswered)) return;
    setEntered(false);
    if (isAsked) chooseAt(active);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isAsked || event.ctrlKey) return;
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, offered.length));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter') setEntered(true);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.choice}>
      <label htmlFor="desk-organisation">
        {t('walkIn.organisation')} <span className={styles.need}>{t('walkIn.threeLetters')}</span>
      </label>
      <input
        id="desk-organisation"
        ref={focusNow}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={isAsked}
        aria-controls="desk-organisations"
        aria-activedescendant={isAsked ? `desk-organisation-${active}` : undefined}
        maxLength={200}
        value={name}
        onChange={(event) => {
          onType(event.currentTarget.value);
          setOpen(true);
          setActive(0);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {isAsked && (
        <div id="desk-organisations" role="listbox" aria-label={t('walkIn.organisation')} className={styles.options}>
          {[...offered, null].map((each, index) => (
            <div
              key={each ? (each.id ?? each.name) : 'new'}
              id={`desk-organisation-${index}`}
              role="option"
              ref={index === active ? showWhole : null}
              tabIndex={-1}
              aria-selected={index === active}
              className={classes(styles.option, index === active && styles.active)}
              onPointerDown={(event) => {
                event.preventDefault();
                chooseAt(index);
              }}
            >
              {each?.id ? <CountryMark country={each.country} /> : <IconUserPlus size={20} stroke={1.75} />}
              <strong>{each ? each.name : t('walkIn.newOrganisation', { name: name.trim() })}</strong>
              <span className={styles.optionHint}>{each ? each.hint : t('walkIn.newHint')}</span>
              {index === active && <kbd>Enter</kbd>}
            </div>
          ))}
        </div>
      )}
    </div>
  );
};
