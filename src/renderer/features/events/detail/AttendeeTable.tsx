import { IconCheck, IconSearchOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBadgeCode } from '../../../../domain/badges.ts';
import { registrationStatuses } from '../../../../domain/recordTypes.ts';
import type { Attendance } from '../../../../domain/registrations.ts';
import { textAt } from '../../../../domain/values.ts';
import type { Row } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { WaitBadge } from '../../../records/WaitBadge.tsx';
import { Badge, StateBadge } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { CountryMark } from '../../../ui/CountryMark.tsx';
import { CutLine } from '../../../ui/CutLine.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { mostPrinted, useOnPaper } from '../../../ui/printing.ts';
import { type Column, Table } from '../../../ui/Table.tsx';
import { stateOfRegistration } from '../states.ts';
import { listNameOf, type OrganisationNames, organisationOf, sortTextOf } from './attendeeNames.ts';
import styles from './Registrations.module.css';

const shownAtOnce = 200;

const Country = ({ country }: { readonly country: string }) => {
  const labels = useLabels();
  if (country === 'HU' || country === 'RO') return <CountryMark country={country} />;
  return country === '' ? null : labels.choice('registration', 'country', country);
};

const Status = ({ row }: { readonly row: Row }) => {
  const labels = useLabels();
  const status = registrationStatuses.find((each) => each === textAt(row.values, 'status'));
  if (row.waits) return <WaitBadge row={row} />;
  return status ? <StateBadge state={stateOfRegistration[status]}>{labels.choice('registration', 'status', status)}</StateBadge> : null;
};

type ArrivalProps = { readonly came: Attendance | undefined; readonly zone: string; readonly isExpected: boolean };

/** When somebody first came, on the clock of the venue; nobody waits for whoever has cancelled. */
const Arrival = ({ came, zone, isExpected }: ArrivalProps) => {
  const { t } = useTranslation('events');
  const format = useFormat();
  if (!came?.attended) return <span className={styles.quiet}>{isExpected ? t('registration.notArrived') : '–'}</span>;
  return (
    <span className={styles.arrival}>
      <Badge tone={came.present ? 'leaf' : 'grey'} icon={IconCheck}>
        <span title={came.present ? t('registration.arrived') : t('registration.left')}>
          {came.firstIn === null ? t('registration.arrived') : t('registration.arrivedAt', { time: format.clockAt(came.firstIn, zone) })}
        </span>
      </Badge>
    </span>
  );
};

const Organisation = ({ name }: { readonly name: string }) => (
  <span className={styles.organisation} title={name}>
    {name}
  </span>
);

export type AttendeeTableProps = {
  readonly rows: readonly Row[];
  readonly attendance: ReadonlyMap<string, Attendance>;
  readonly names: OrganisationNames;
  /** Of the venue. */
  readonly zone: string;
  readonly onOpen: (id: string) => void;
};

const useColumns = ({ attendance, names, zone }: AttendeeTableProps): readonly Column<Row>[] => {
  const { t } = useTranslation('events');
  const labels = useLabels();
  const label = (field: string): string => labels.name('registration', field);
  const role = (row: Row): string => {
    const value = textAt(row.values, 'role');
    return value && labels.choice('registration', 'role', value);
  };
  return [
    { name: 'name', label: label('name'), cell: (row) => listNameOf(row.values) || t('registration.unnamed'), head: true },
    { name: 'organisation', label: label('organisation'), cell: (row) => <Organisation name={organisationOf(row, names)} /> },
    { name: 'country', label: label('country'), cell: (row) => <Country country={textAt(row.values, 'country')} /> },
    { name: 'status', label: label('status'), cell: (row) => <Status row={row} /> },
    {
      name: 'arrival',
      label: t('registration.arrival'),
      cell: (row) => <Arrival came={attendance.get(row.id)} zone={zone} isExpected={textAt(row.values, 'status') !== 'cancelled'} />,
    },
    {
      name: 'badge',
      label: label('badge'),
      cell: (row) => <code className={styles.code}>{formatBadgeCode(textAt(row.values, 'badge'))}</code>,
      spare: true,
    },
    { name: 'role', label: label('role'), cell: role, spare: true },
  ];
};

/** The registrations by family name, the first two hundred at once and more as asked. */
export const AttendeeTable = (props: AttendeeTableProps) => {
  const { rows, onOpen } = props;
  const { t } = useTranslation('events');
  const format = useFormat();
  const columns = useColumns(props);
  const [limit, setLimit] = useState(shownAtOnce);
  const onPaper = useOnPaper();
  const sorted = useMemo(() => rows.toSorted((a, b) => format.compare(sortTextOf(a.values), sortTextOf(b.values))), [rows, format]);
  if (rows.length === 0) return <EmptyState icon={IconSearchOff} title={t('registration.nothing')} />;
  const shown = sorted.slice(0, onPaper ? mostPrinted : limit);
  const rest = Math.min(shownAtOnce, rows.length - limit);
  return (
    <>
      <Table label={t('detail.registrations')} columns={columns} items={shown} keyOf={(row) => row.id} onOpen={(row) => onOpen(row.id)} />
      {onPaper && <CutLine shown={shown.length} count={rows.length} />}
      {rest > 0 && !onPaper && (
        <Button variant="quiet" onClick={() => setLimit(limit + shownAtOnce)}>
          {t('registration.more', { count: rest })}
        </Button>
      )}
    </>
  );
};
