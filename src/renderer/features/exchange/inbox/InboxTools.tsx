import { useTranslation } from 'react-i18next';
import type { InboxFilter, InboxPage, RivalEntry } from '../../../../replica/api.ts';
import { questionLabels } from '../../../records/questionLabels.ts';
import { useCommit } from '../../../replica/commit.ts';
import { useReplica } from '../../../replica/context.ts';
import { FilterChip, FilterChips } from '../../../ui/FilterChip.tsx';
import { SelectField } from '../../../ui/FormField.tsx';
import { ActionMenu, type MenuAction } from '../../../ui/Menus.tsx';
import { changesFor, type ManyChoice, ways } from './chooseMany.ts';
import styles from './InboxTools.module.css';

export type InboxToolsProps = {
  readonly page: InboxPage;
  readonly filter: InboxFilter;
  readonly onFilter: (filter: InboxFilter) => void;
};

/** More offices than these are chosen from a list. */
const mostChips = 4;

const namedKinds: readonly (keyof typeof questionLabels)[] = ['editAgainstDelete', 'joined', 'late', 'erasedPerson'];

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
          label={t(questionLabels[kind])}
          count={kinds[kind] ?? 0}
          on={filter.kind === kind}
          onToggle={() => toggle('kind', kind)}
        />
      ))}
    </FilterChips>
  );
};

type ManyMenuProps = {
  readonly page: InboxPage;
  readonly chosenOffice: string | null;
  readonly onChoose: (choice: ManyChoice) => void;
};

/** The choices are as long as sentences: in a menu, so that they do not push what is to be decided down the pane. */
const ManyMenu = ({ page, chosenOffice, onChoose }: ManyMenuProps) => {
  const { t } = useTranslation('exchange');
  const { passing, passingKinds, passingOffices } = page;
  const contested = passingKinds.editAgainstDelete ?? 0;
  const asked = passingOffices.filter((office) => passingOffices.length <= mostChips || office === chosenOffice);
  const named = passingOffices.length > 1 ? asked : [];
  const way = (label: string, choice: ManyChoice, danger = false): MenuAction => ({ label, danger, onSelect: () => onChoose(choice) });
  const ofValues = [
    way(t('inbox.keepShown'), { keep: 'shown' }),
    way(t('inbox.keepNewest'), { keep: 'newest' }),
    ...named.map((office) => way(t('inbox.keepOffice', { office }), { keep: 'office', office })),
  ];
  const ofRecords = [
    way(t('inbox.keepRecords', { count: contested }), { keep: 'records' }),
    way(t('inbox.deleteRecords', { count: contested }), { keep: 'nothing' }, true),
  ];
  const oneByOne = (passingKinds.late ?? 0) + (passingKinds.erasedPerson ?? 0);
  const actions = [...(passing > contested + oneByOne ? ofValues : []), ...(contested > 0 ? ofRecords : [])];
  if (actions.length === 0) return null;
  return (
    <div className={styles.many}>
      <ActionMenu written label={t('inbox.many')} actions={actions} />
    </div>
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
    if (changes.length > 0) void commit(changes, (t) => t('exchange:inbox.settled', { count: records }));
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
      {page.passing > 1 && <ManyMenu page={page} chosenOffice={filter.office} onChoose={(choice) => void choose(choice)} />}
    </div>
  );
};
