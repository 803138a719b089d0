import { useTranslation } from 'react-i18next';
import type { RivalEntry } from '../../../../replica/api.ts';
import { useCommit } from '../../../replica/commit.ts';
import { Button } from '../../../ui/Button.tsx';
import { FilterChip, FilterChips } from '../../../ui/FilterChip.tsx';
import { changesFor, type InboxFilter, type ManyChoice, officesOf } from './chooseMany.ts';
import styles from './InboxTools.module.css';

export type InboxToolsProps = {
  readonly entries: readonly RivalEntry[];
  /** Those of them that pass the filter: what a choice for many is about. */
  readonly shown: readonly RivalEntry[];
  readonly filter: InboxFilter;
  readonly onFilter: (filter: InboxFilter) => void;
};

const Filters = ({ entries, filter, onFilter }: InboxToolsProps) => {
  const { t } = useTranslation(['exchange', 'domain']);
  const types = [...new Set(entries.map(({ type }) => type))];
  const offices = officesOf(entries);
  const deleted = entries.filter(({ kind }) => kind === 'editAgainstDelete').length;
  return (
    <FilterChips label={t('inbox.filter')}>
      {types.length > 1 &&
        types.map((type) => (
          <FilterChip
            key={type}
            label={t(`domain:type.${type}`)}
            count={entries.filter((entry) => entry.type === type).length}
            on={filter.type === type}
            onToggle={() => onFilter({ ...filter, type: filter.type === type ? null : type })}
          />
        ))}
      {offices.length > 1 &&
        offices.map((office) => (
          <FilterChip
            key={office}
            label={office}
            on={filter.office === office}
            onToggle={() => onFilter({ ...filter, office: filter.office === office ? null : office })}
          />
        ))}
      {deleted > 0 && deleted < entries.length && (
        <FilterChip
          label={t('rivals.deletedAndEdited')}
          count={deleted}
          on={filter.kind !== null}
          onToggle={() => onFilter({ ...filter, kind: filter.kind === null ? 'editAgainstDelete' : null })}
        />
      )}
    </FilterChips>
  );
};

/** Narrows the list and chooses for all that it shows, in one commit that one key takes back. Nothing stands here for a single value. */
export const InboxTools = (props: InboxToolsProps) => {
  const { t } = useTranslation('exchange');
  const commit = useCommit();
  const { entries, shown } = props;
  if (entries.length < 2) return null;
  const settle = (choice: ManyChoice): void => {
    const changes = changesFor(shown, choice);
    if (changes.length > 0) void commit(changes, t('inbox.settled', { count: changes.length }));
  };
  return (
    <div className={styles.tools}>
      <Filters {...props} />
      {shown.length > 1 && (
        <fieldset className={styles.many} aria-label={t('inbox.many')}>
          <Button small onClick={() => settle({ keep: 'shown' })}>
            {t('inbox.keepShown')}
          </Button>
          <Button small onClick={() => settle({ keep: 'newest' })}>
            {t('inbox.keepNewest')}
          </Button>
          {officesOf(shown).map((office) => (
            <Button key={office} small onClick={() => settle({ keep: 'office', office })}>
              {t('inbox.keepOffice', { office })}
            </Button>
          ))}
        </fieldset>
      )}
    </div>
  );
};
