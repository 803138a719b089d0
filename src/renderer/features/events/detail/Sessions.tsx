import { IconCalendarTime, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isRecordId } from '../../../../base/ids.ts';
import { titleOf } from '../../../../domain/titles.ts';
import { textAt } from '../../../../domain/values.ts';
import type { RecordView, Row } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { newFormId } from '../../../replica/newForm.ts';
import { useRecordForForm } from '../../../replica/queries.ts';
import { leavePart, replaceRoute } from '../../../state/route.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useHeldKeys } from '../../../ui/heldKeys.ts';
import { Section } from '../../../ui/Page.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { rangesOf, zoneOf } from '../eventTimes.ts';
import { SessionDialog } from './SessionDialog.tsx';

export type SessionsProps = { readonly event: RecordView; readonly rows: readonly Row[]; readonly open: string | undefined };

const useColumns = (event: RecordView): readonly Column<Row>[] => {
  const { t } = useTranslation('events');
  const { language } = useFormat();
  const labels = useLabels();
  const zone = zoneOf(event.values);
  const rangeOf = (row: Row, at: 0 | 1): string => {
    const range = rangesOf(row.values, zone)?.[at];
    return range ? `${range.range} ${range.country}` : '';
  };
  return [
    { name: 'time', label: t('session.time'), cell: (row) => rangeOf(row, 0) || t('session.noTime') },
    { name: 'other', label: '', cell: (row) => rangeOf(row, 1) },
    {
      name: 'title',
      label: labels.name('session', 'title'),
      cell: (row) => titleOf('session', row.values, language) || t('noTitle'),
      head: true,
      grows: true,
    },
    { name: 'speaker', label: labels.name('session', 'speaker'), cell: (row) => textAt(row.values, 'speaker') },
    { name: 'room', label: labels.name('session', 'room'), cell: (row) => textAt(row.values, 'room') },
  ];
};

/** The programme in the order of time, on the clocks of both countries; a row opens its form. */
export const Sessions = ({ event, rows, open }: SessionsProps) => {
  const { t } = useTranslation('events');
  const columns = useColumns(event);
  const openId = open !== undefined && isRecordId(open) ? open : null;
  const opened = useRecordForForm('session', openId);
  useHeldKeys(openId !== null && opened === undefined);
  const show = (id: string): void => replaceRoute('events', event.id, 'sessions', id);
  const add = (
    <Button icon={IconPlus} onClick={() => show(newFormId())}>
      {t('session.add')}
    </Button>
  );
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState icon={IconCalendarTime} title={t('session.empty')} text={t('session.emptyHint')} action={event.deleted ? null : add} />
      ) : (
        <Section title={t('detail.sessions')} count={rows.length} note={event.deleted ? null : add}>
          <Table label={t('detail.sessions')} columns={columns} items={rows} keyOf={(row) => row.id} onOpen={(row) => show(row.id)} />
        </Section>
      )}
      {opened !== undefined && openId !== null && (
        <SessionDialog
          key={openId}
          id={openId}
          row={opened}
          event={event}
          onClose={() => leavePart('events', event.id, 'sessions', openId)}
        />
      )}
    </>
  );
};
