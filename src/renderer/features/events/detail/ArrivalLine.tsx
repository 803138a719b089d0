import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { attendanceOf } from '../../../../domain/registrations.ts';
import { textAt } from '../../../../domain/values.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useCommit } from '../../../replica/commit.ts';
import { pageSize, useList } from '../../../replica/queries.ts';
import { Button } from '../../../ui/Button.tsx';
import { focusFirstField } from '../../../ui/focus.ts';
import styles from './Dialog.module.css';

type ArrivalLineProps = {
  /** The registration. */
  readonly id: RecordId;
  readonly name: string;
  /** Of the venue. */
  readonly zone: string;
};

/** When and at which table somebody arrived, and the way to take that back: a desk may have checked in the wrong person, or for the wrong event. */
export const ArrivalLine = ({ id, name, zone }: ArrivalLineProps) => {
  const { t } = useTranslation(['events', 'desk']);
  const format = useFormat();
  const commit = useCommit();
  const line = useRef<HTMLParagraphElement>(null);
  const where = [{ path: 'registration', is: id }] as const;
  const scans = useList({ type: 'scan', where, locale: 'en', offset: 0, limit: pageSize }).data?.rows ?? [];
  const came = attendanceOf(scans).get(id);
  if (!came?.attended) return null;
  const { lastIn, station } = came;
  const time = lastIn === null ? null : format.clockAt(lastIn, zone);
  const takeBack = async (): Promise<void> => {
    const dialog = line.current?.closest<HTMLElement>('[role="dialog"]') ?? null;
    const passes = scans.filter(({ values }) => textAt(values, 'kind') !== 'badge');
    const changes = passes.map((scan) => ({ kind: 'delete', type: 'scan', id: scan.id, shown: scan.seen }) as const);
    if (await commit(changes, (t) => t('events:registration.arrivalTakenBack', { name }))) focusFirstField(dialog);
  };
  return (
    <p ref={line} className={styles.badge}>
      {time !== null && <span>{station === '' ? t('desk:result.since', { time }) : t('desk:result.sinceAtTable', { time, station })}</span>}
      <Button small onClick={() => void takeBack()}>
        {t('registration.takeArrivalBack')}
      </Button>
    </p>
  );
};
