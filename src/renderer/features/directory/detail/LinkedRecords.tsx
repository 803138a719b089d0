import { IconCalendarEvent, IconChevronRight, IconHeartHandshake, IconRoute } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecordId, type RecordId } from '../../../../base/ids.ts';
import { elementsOf, textAt, translatedAt } from '../../../../domain/values.ts';
import type { Row } from '../../../../replica/api.ts';
import { toLanguage, useFormat } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { useReferences } from '../../../records/references.ts';
import { hrefTo, type RoomName } from '../../../state/route.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import type { Icon } from '../../../ui/Icon.ts';
import { Card } from '../../../ui/Page.tsx';
import type { OrganisationEvent } from '../useLinked.ts';
import styles from './LinkedRecords.module.css';

export type LinkLine = {
  readonly id: RecordId;
  readonly room: RoomName;
  readonly icon: Icon;
  readonly title: string;
  readonly detail: string;
};

/** A record of another room as a line that leads there. */
export const RecordLink = ({ line, framed = false }: { readonly line: LinkLine; readonly framed?: boolean }) => (
  <a href={hrefTo(line.room, line.id)} className={framed ? styles.framed : styles.line}>
    <line.icon size={20} stroke={1.75} className={styles.icon ?? ''} />
    <span className={styles.words}>
      <span className={styles.title}>{line.title}</span>
      <span className={styles.detail}>{line.detail}</span>
    </span>
    <IconChevronRight size={18} stroke={1.75} className={styles.icon ?? ''} />
  </a>
);

export const LinkList = ({ lines, empty }: { readonly lines: readonly LinkLine[]; readonly empty: ReactNode }) =>
  lines.length === 0 ? (
    empty
  ) : (
    <Card>
      {lines.map((line) => (
        <RecordLink key={line.id} line={line} />
      ))}
    </Card>
  );

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join(' · ');

/** Titles in the reader's language for events, visits and co-operations of an organisation. */
export const useVisitLines = (visits: readonly Row[]): readonly LinkLine[] => {
  const { t, i18n } = useTranslation('directory');
  const format = useFormat();
  const labels = useLabels();
  const offices = useReferences('office', visits.map((row) => textAt(row.values, 'office')).filter(isRecordId));
  return visits.map((row) => {
    const office = textAt(offices.find((each) => each.id === textAt(row.values, 'office'))?.values ?? {}, 'name');
    const day = textAt(row.values, 'day');
    const status = textAt(row.values, 'status');
    return {
      id: row.id,
      room: 'visits',
      icon: IconRoute,
      title: day ? t('linked.visitOn', { day: format.shortDay(day) }) : translatedAt(row.values, 'summary', toLanguage(i18n.language)),
      detail: joined(office && t('linked.office', { office }), status && labels.choice('visit', 'status', status)),
    };
  });
};

export const useEventLines = (events: readonly OrganisationEvent[]): readonly LinkLine[] => {
  const { t, i18n } = useTranslation('directory');
  const format = useFormat();
  const labels = useLabels();
  return events.map(({ row, organises, registered }) => {
    const kind = textAt(row.values, 'kind');
    const start = row.values.start;
    return {
      id: row.id,
      room: 'events',
      icon: IconCalendarEvent,
      title: translatedAt(row.values, 'title', toLanguage(i18n.language)) || t('linked.noTitle'),
      detail: joined(
        kind && labels.choice('event', 'kind', kind),
        typeof start === 'number' ? format.dateIn(start, textAt(row.values, 'zone') || 'Europe/Budapest') : '',
        organises ? t('linked.organises') : '',
        registered > 0 ? t('linked.registered', { count: registered }) : '',
      ),
    };
  });
};

export const useCooperationLines = (id: RecordId, rows: readonly Row[]): readonly LinkLine[] => {
  const { t, i18n } = useTranslation('directory');
  const format = useFormat();
  const labels = useLabels();
  const othersOf = (row: Row): readonly RecordId[] =>
    elementsOf(row.values, 'party')
      .filter(isRecordId)
      .filter((party) => party !== id);
  const others = useReferences('organisation', [...new Set(rows.flatMap(othersOf))]);
  const namesOf = (row: Row): string =>
    format.list(othersOf(row).flatMap((other) => textAt(others.find((each) => each.id === other)?.values ?? {}, 'name') || []));
  return rows.map((row) => {
    const names = namesOf(row);
    const kind = textAt(row.values, 'kind');
    const type = row.type === 'offer' ? 'offer' : 'cooperation';
    return {
      id: row.id,
      room: 'cooperation',
      icon: IconHeartHandshake,
      title: translatedAt(row.values, 'title', toLanguage(i18n.language)) || t('linked.noTitle'),
      detail: joined(kind && labels.choice(type, 'kind', kind), names && t('linked.with', { names })),
    };
  });
};

export const NothingLinked = ({ icon, of }: { readonly icon: Icon; readonly of: 'Events' | 'Visits' | 'Cooperation' }) => {
  const { t } = useTranslation('directory');
  return <EmptyState icon={icon} title={t(`linked.no${of}`)} text={t(`linked.no${of}Hint`)} />;
};
