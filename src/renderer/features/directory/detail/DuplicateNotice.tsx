import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { textAt } from '../../../../domain/values.ts';
import type { RecordView } from '../../../../replica/api.ts';
import { toLanguage } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/labels.ts';
import type { Said } from '../../../i18n/said.ts';
import { useCommit } from '../../../replica/commit.ts';
import { hrefTo } from '../../../state/route.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { DuplicateReason } from '../duplicates.ts';
import { type Duplicate, useDuplicates } from '../useDuplicates.ts';
import styles from './DuplicateNotice.module.css';

export const useReasonWords = () => {
  const { t } = useTranslation('directory');
  const labels = useLabels();
  return (reason: DuplicateReason): string =>
    reason.type === 'name' ? t('duplicate.name') : t('duplicate.identifier', { field: labels.identifier(reason.kind) });
};

/** One line per record that may be the same organisation; `onJoin` offers to say that it is. */
export const DuplicateLines = ({
  duplicates,
  onJoin,
}: {
  readonly duplicates: readonly Duplicate[];
  readonly onJoin?: (duplicate: Duplicate) => void;
}) => {
  const { t } = useTranslation('directory');
  const reasonWords = useReasonWords();
  return (
    <ul className={styles.lines}>
      {duplicates.map((duplicate) => {
        const name = textAt(duplicate.row.values, 'name');
        return (
          <li key={duplicate.row.id}>
            <a href={hrefTo('directory', duplicate.row.id)}>{name}</a>
            <span>{reasonWords(duplicate.reason)}</span>
            {onJoin && (
              <Button small aria-label={`${t('duplicate.join')}: ${name}`} onClick={() => onJoin(duplicate)}>
                {t('duplicate.join')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
};

/** Says that a stored record may be there twice, and lets it be joined to the other. */
export const DuplicateNotice = ({ record }: { readonly record: RecordView }) => {
  const { t, i18n } = useTranslation('directory');
  const commit = useCommit();
  const duplicates = useDuplicates(record.id, record.values, toLanguage(i18n.language));
  if (duplicates.length === 0) return null;
  const join = ({ row }: Duplicate): void => {
    const names = { name: textAt(record.values, 'name'), survivor: textAt(row.values, 'name') };
    const said: Said = (t) => t('directory:duplicate.joined', names);
    void commit([{ kind: 'set', type: 'organisation', id: record.id, set: { sameAs: row.id }, shown: record.seen }], said);
  };
  return (
    <Notice tone="warning" icon={IconCopy} title={t('duplicate.title', { count: duplicates.length })}>
      <DuplicateLines duplicates={duplicates} onJoin={join} />
      {t('duplicate.hint')}
    </Notice>
  );
};
