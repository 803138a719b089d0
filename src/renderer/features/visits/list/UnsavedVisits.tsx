import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { textAt } from '../../../../domain/values.ts';
import type { Draft } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useDrafts, useRows } from '../../../replica/queries.ts';
import { hrefTo } from '../../../state/route.ts';
import { useNow } from '../../../state/useNow.ts';
import { useLookedUp } from '../names.ts';
import styles from './UnsavedVisits.module.css';

const Unsaved = ({ draft, now }: { readonly draft: Draft; readonly now: number }) => {
  const { t } = useTranslation('visits');
  const format = useFormat();
  const host = useLookedUp('organisation', textAt(draft.values, 'host'));
  return (
    <a href={hrefTo('visits', draft.id, 'edit')} className={styles.draft}>
      <IconPencil size={18} stroke={1.75} />
      <span className={styles.words}>
        <span className={styles.name}>{host && (textAt(host, 'name') || t('list.noHost'))}</span>
        <span className={styles.when}>{format.when(draft.at, Math.max(now, draft.at))}</span>
      </span>
      <span className={styles.continue}>{t('list.continue')}</span>
    </a>
  );
};

/** Visits that were begun on this machine and are in no list yet, because nobody saved them. */
export const UnsavedVisits = () => {
  const { t } = useTranslation('visits');
  const now = useNow();
  const drafts = (useDrafts() ?? []).filter((draft) => draft.type === 'visit');
  const { rows: saved, isAnswered } = useRows(
    'visit',
    drafts.map((draft) => draft.id),
  );
  const unsaved = drafts.filter((draft) => Object.keys(draft.shown).length === 0 && !saved.some((row) => row.id === draft.id));
  if (!isAnswered || unsaved.length === 0) return null;
  return (
    <section className={styles.block} aria-label={t('list.unsaved')}>
      <h2>{t('list.unsaved')}</h2>
      {unsaved.map((draft) => (
        <Unsaved key={draft.key} draft={draft} now={now} />
      ))}
    </section>
  );
};
