import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchKey } from '../../../../base/fold.ts';
import { isRecordId, type RecordId } from '../../../../base/ids.ts';
import { registrationStatuses } from '../../../../domain/recordTypes.ts';
import { textAt } from '../../../../domain/values.ts';
import type { RecordView, Row } from '../../../../replica/api.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { useReferences } from '../../../records/references.ts';
import { newFormId } from '../../../replica/newForm.ts';
import { useRecordForForm } from '../../../replica/queries.ts';
import { leavePart, replaceRoute } from '../../../state/route.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FilterChip, FilterChips } from '../../../ui/FilterChip.tsx';
import { useHeldKeys } from '../../../ui/heldKeys.ts';
import { SearchField } from '../../../ui/SearchField.tsx';
import { zoneOf } from '../eventTimes.ts';
import { AttendeeTable } from './AttendeeTable.tsx';
import { listNameOf, type OrganisationNames, organisationOf } from './attendeeNames.ts';
import { CountsCard } from './CountsCard.tsx';
import { RegistrationDialog } from './RegistrationDialog.tsx';
import styles from './Registrations.module.css';
import type { Attendees } from './useAttendees.ts';

/** Names of the organisations that people come from, by id. */
const useOrganisationNames = (rows: readonly Row[]): OrganisationNames => {
  const ids = useMemo(
    () => [...new Set(rows.map((row) => textAt(row.values, 'organisation')))].filter((id): id is RecordId => isRecordId(id)).sort(),
    [rows],
  );
  const organisations = useReferences('organisation', ids);
  return useMemo(() => new Map(organisations.map((row) => [row.id, textAt(row.values, 'name')])), [organisations]);
};

const matches = (row: Row, names: OrganisationNames, words: readonly string[]): boolean => {
  const own = searchKey(`${listNameOf(row.values)} ${organisationOf(row, names)} ${textAt(row.values, 'badge')}`).split(' ');
  return words.every((word) => own.some((each) => each.startsWith(word)));
};

const StatusChips = ({
  rows,
  status,
  onStatus,
}: {
  readonly rows: readonly Row[];
  readonly status: string;
  readonly onStatus: (status: string) => void;
}) => {
  const { t } = useTranslation('events');
  const labels = useLabels();
  const counted = (value: string): number => rows.filter((row) => textAt(row.values, 'status') === value).length;
  return (
    <FilterChips label={t('registration.filters')}>
      <FilterChip label={t('registration.all')} count={rows.length} on={status === ''} onToggle={() => onStatus('')} />
      {registrationStatuses.map((value) => (
        <FilterChip
          key={value}
          label={labels.choice('registration', 'status', value)}
          count={counted(value)}
          on={status === value}
          onToggle={() => onStatus(status === value ? '' : value)}
        />
      ))}
    </FilterChips>
  );
};

export type RegistrationsProps = { readonly event: RecordView; readonly attendees: Attendees; readonly open: string | undefined };

/** Who registered and who came: numbers, search, chips and the table; a row opens its form. */
export const Registrations = ({ event, attendees, open }: RegistrationsProps) => {
  const { t } = useTranslation('events');
  const [text, setText] = useState('');
  const [status, setStatus] = useState('');
  const { rows } = attendees;
  const openId = open !== undefined && isRecordId(open) ? open : null;
  const opened = useRecordForForm('registration', openId);
  useHeldKeys(openId !== null && opened === undefined);
  const names = useOrganisationNames(rows);
  const found = useMemo(() => {
    const words = searchKey(text).split(' ').filter(Boolean);
    return rows.filter((row) => matches(row, names, words));
  }, [rows, names, text]);
  const shown = status === '' ? found : found.filter((row) => textAt(row.values, 'status') === status);
  const show = (id: string): void => replaceRoute('events', event.id, 'registrations', id);
  const add = (
    <Button icon={IconUserPlus} onClick={() => show(newFormId())}>
      {t('registration.add')}
    </Button>
  );
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState
          icon={IconUsers}
          title={t('registration.empty')}
          text={t('registration.emptyHint')}
          action={event.deleted ? null : add}
        />
      ) : (
        <>
          <CountsCard event={event} attendees={attendees} />
          <div className={styles.tools}>
            <div className={styles.search}>
              <SearchField
                label={t('registration.search')}
                placeholder={t('registration.placeholder')}
                value={text}
                onChange={setText}
                keyed={false}
              />
            </div>
            {!event.deleted && add}
          </div>
          <StatusChips rows={found} status={status} onStatus={setStatus} />
          <AttendeeTable rows={shown} attendance={attendees.attendance} names={names} zone={zoneOf(event.values)} onOpen={show} />
        </>
      )}
      {opened !== undefined && openId !== null && (
        <RegistrationDialog
          key={openId}
          id={openId}
          row={opened}
          event={event}
          registrations={rows}
          onClose={() => leavePart('events', event.id, 'registrations', openId)}
        />
      )}
    </>
  );
};
