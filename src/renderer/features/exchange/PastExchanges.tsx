import { IconArrowsExchange, IconDownload, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PastExchange } from '../../../replica/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { useNow } from '../../state/useNow.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Card } from '../../ui/Page.tsx';
import { useKeyWords } from './keyWords.ts';
import styles from './PastExchanges.module.css';
import { UndoButton } from './undo/UndoButton.tsx';

const firstShown = 6;

/** What a person wants to see at first: bundles that brought or carried something, unless there were none yet. */
const firstOf = (entries: readonly PastExchange[]): readonly PastExchange[] => {
  const telling = entries.filter(({ isReceipt }) => !isReceipt);
  return (telling.length > 0 ? telling : entries).slice(0, firstShown);
};

const Entry = ({ entry }: { readonly entry: PastExchange }) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const now = useNow();
  const isIn = entry.direction === 'in';
  const Icon = isIn ? IconDownload : IconUpload;
  const { records, changed, rivals } = entry;
  const keyWords = useKeyWords();
  const nothing = (): string => keyWords(entry.keyNews).join(' · ') || (records === 0 ? t('past.receipt') : t('past.nothingNew'));
  const brought = [
    changed > 0 ? t('changes', { count: changed }) : nothing(),
    ...(rivals > 0 ? [t('rivalsCount', { count: rivals })] : []),
  ];
  const takenBack = entry.undo === 'undone' ? [t('past.takenBack')] : [];
  const counts = isIn ? [...brought, ...takenBack] : [records === 0 ? t('past.receipt') : t('records', { count: records })];
  return (
    <li className={styles.entry}>
      <Icon size={18} stroke={1.75} />
      <span className={styles.office}>
        <span className={styles.direction}>{isIn ? t('past.in') : t('past.out')}</span>
        {entry.office || t('past.everyone')}
      </span>
      <span className={styles.words}>
        {counts.join(' · ')}
        <span className={styles.file}>{entry.fileName}</span>
      </span>
      <time dateTime={new Date(entry.at).toISOString()} className={styles.when}>
        {format.when(entry.at, Math.max(now, entry.at))}
      </time>
      {entry.undo !== null && <UndoButton entry={entry} state={entry.undo} />}
    </li>
  );
};

/** Bundles that came in and went out, newest first. */
export const PastExchanges = ({ entries }: { readonly entries: readonly PastExchange[] }) => {
  const { t } = useTranslation('exchange');
  const [all, setAll] = useState(false);
  const shown = all ? entries : firstOf(entries);
  if (entries.length === 0) return <EmptyState icon={IconArrowsExchange} title={t('past.emptyTitle')} text={t('past.emptyHint')} />;
  return (
    <>
      <Card>
        <ul>
          {shown.map((entry) => (
            <Entry key={`${entry.at} ${entry.direction} ${entry.sha256}`} entry={entry} />
          ))}
        </ul>
      </Card>
      {shown.length < entries.length && (
        <Button small variant="quiet" onClick={() => setAll(true)}>
          {t('past.all', { count: entries.length })}
        </Button>
      )}
    </>
  );
};
