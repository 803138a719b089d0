import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { titleOf } from '../../../../domain/titles.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useDrafts, useRows } from '../../../replica/queries.ts';
import { hrefTo } from '../../../state/route.ts';
import { useNow } from '../../../state/useNow.ts';
import styles from './UnsavedEvents.module.css';

/** Events that were begun on this machine and are in no list yet, because nobody saved them. */
export const UnsavedEvents = () => {
  const { t } = useTranslation('events');
  const format = useFormat();
  const now = useNow();
  const drafts = (useDrafts() ?? []).filter((draft) => draft.type === 'event');
  const { rows: saved, isAnswered } = useRows(
    'event',
    drafts.map((draft) => draft.id),
  );
  const unsaved = drafts.filter((draft) => Object.keys(draft.shown).length === 0 && !saved.some((row) => row.id === draft.id));
  if (!isAnswered || unsaved.length === 0) return null;
  return (
    <section className={styles.block} aria-label={t('list.unsaved')}>
      <h2>{t('list.unsaved')}</h2>
      {unsaved.map((draft) => (
        <a key={draft.key} href={hrefTo('events', draft.id, 'edit')} className={styles.draft}>
          <IconPencil size={18} stroke={1.75} />
          <span className={styles.words}>
            <span className={styles.name}>{titleOf('event', draft.values, format.language) || t('noTitle')}</span>
            <span className={styles.when}>{format.when(draft.at, Math.max(now, draft.at))}</span>
          </span>
          <span className={styles.continue}>{t('list.continue')}</span>
        </a>
      ))}
    </section>
  );
};
