import { useTranslation } from 'react-i18next';
import type { InboxFilter, InboxPage, RivalEntry } from '../../../../replica/api.ts';
import { useCommit } from '../../../replica/commit.ts';
import { useReplica } from '../../../replica/context.ts';
import { Button } from '../../../ui/Button.tsx';
import { FilterChip, FilterChips } from '../../../ui/FilterChip.tsx';
import { SelectField } from '../../../ui/FormField.tsx';
import { changesFor, type ManyChoice, ways } from './chooseMany.ts';
import styles from './InboxTools.module.css';

export type InboxToolsProps = {
  readonly page: InboxPage;
  readonly filter: InboxFilter;
  readonly onFilter: (filter: InboxFilter) => void;
};

const kindLabels = { editAgainstDelete: 'rivals.deletedAndEdited', joined: 'rivals.joinedAndEdited' } as const;
/** More offices than these are chosen from a list. */
const mostChips = 4;

const namedKinds: readonly (keyof typeof kindLabels)[] = ['editAgainstDelete', 'joined'];

const Filters = ({ page, filter, onFilter }: InboxToolsProps) => {
  const { t } = useTranslation(['exchange', 'domain']);
  const { all, kinds } = page;
  const { types, offices } = ways(page, filter);
  const toggle = <K extends keyof InboxFilter>(key: K, value: InboxFilter[K]): void =>
    onFilter({ ...filter, [key]: filter[key] === value ? null : value });
  const isSome = (kind: RivalEntry['kind']): boolean => filter.kind === kind || ((kinds[kind] ?? 0) > 0 && kinds[kind] !== all);
  return (
    <FilterChips label={t('inbox.filter')}>
      {types.map((type) => (
        <FilterChip
          key={type}
          label={t(`domain:type.${type}`)}
          count={page.types[type] ?? 0}
          on={filter.type === type}
          onToggle={() => toggle('type', type)}
        />
      ))}
      {(offices.length > mostChips ? [] : offices).map((office) => (
        <FilterChip key={office} label={office} on={filter.office === office} onToggle={() => toggle('office', office)} />
      ))}
      {namedKinds.filter(isSome).map((kind) => (
        <FilterChip
          key={kind}
          label={t(kindLabels[kind])}
          count={kinds[kind] ?? 0}
          on={filter.kind === kind}
          onToggle={() => toggle('kind', kind)}
        />
      ))}
    </FilterChips>
  );
};

type ManyButtonsProps = {
  readonly page: InboxPage;
  readonly chosenOffice: string | null;
  readonly onChoose: (choice: ManyChoice) => void;
};

const ManyButtons = ({ page, chosenOffice, onChoose }: ManyButtonsProps) => {
  const { t } = useTranslation('exchange');
  const { passing, passingKinds, passingOffices } = page;
  const contested = passingKinds.editAgainstDelete ?? 0;
  const asked = passingOffices.filter((office) => passingOffices.length <= mostChips || office === chosenOffice);
  const named = passingOffices.length > 1 ? asked : [];
  return (
    <fieldset className={styles.many} aria-label={t('inbox.many')}>
      {passing > contested && (
        <>
          <Button small onClick={() => onChoose({ keep: 'shown' })}>
            {t('inbox.keepShown')}
          </Button>
          <Button small onClick={() => onChoose({ keep: 'newest' })}>
            {t('inbox.keepNewest')}
          </Button>
          {named.map((office) => (
            <Button key={office} small onClick={() => onChoose({ keep: 'office', office })}>
              {t('inbox.keepOffice', { office })}
            </Button>
          ))}
        </>
      )}
      {contested > 0 && (
        <>
          <Button small onClick={() => onChoose({ keep: 'records' })}>
            {t('inbox.keepRecords', { count: contested })}
          </Button>
          <Button small variant="danger" onClick={() => onChoose({ keep: 'nothing' })}>
            {t('inbox.deleteRecords', { count: contested })}
          </Button>
        </>
      )}
    </fieldset>
  );
};

/**
 * Narrows the list and chooses for all that passes the filter, also what is too far down to be drawn, in one commit that one key takes back.
 * Nothing stands here for a single value.
 */
export const InboxTools = (props: InboxToolsProps) => {
  const { t } = useTranslation(['exchange', 'domain']);
  const replica = useReplica();
  const commit = useCommit();
  const { page, filter, onFilter } = props;
  const { offices } = ways(page, filter);
  if (page.all < 2 && Object.values(filter).every((chosen) => chosen === null)) return null;
  const choose = async (choice: ManyChoice): Promise<void> => {
    const { entries } = await replica.inbox({ ...filter, limit: page.passing });
    const changes = changesFor(entries, choice);
    const records = new Set(entries.map(({ id }) => id)).size;
    if (changes.length > 0) void commit(changes, t('inbox.settled', { count: records }));
  };
  return (
    <div className={styles.tools}>
      <Filters {...props} />
      {offices.length > mostChips && (
        <SelectField
          label={t('domain:type.office')}
          value={filter.office}
          choices={offices.map((office) => ({ value: office, label: office }))}
          onChange={(office) => onFilter({ ...filter, office })}
          searchable
          clearable
        />
      )}
      {page.passing > 1 && <ManyButtons page={page} chosenOffice={filter.office} onChoose={(choice) => void choose(choice)} />}
    </div>
  );
};
