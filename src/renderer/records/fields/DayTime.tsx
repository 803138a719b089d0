import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { clockIn, dayIn, instantOf, isZone, zones } from '../../../domain/times.ts';
import { useLabels } from '../../i18n/labels.ts';
import { DateField, TimeField } from '../../ui/DayAndTime.tsx';
import { FieldColumns } from '../../ui/FormSection.tsx';
import type { FieldInputProps } from './fieldForm.ts';

export type DayTimeProps = {
  readonly dayLabel: string;
  readonly clockLabel: string;
  /** UTC milliseconds. */
  readonly value: number | null;
  readonly zone: string;
  /** HH:MM for a day that is chosen before its time. */
  readonly usualClock: string;
  readonly onChange: (at: number | null) => void;
  readonly onBlur: () => void;
  readonly error?: string | undefined;
  readonly warning?: string | undefined;
  /** What `value` is not to come before: on its day, the time is what the warning is about. A time typed before its day is taken on that day. */
  readonly after?: number | null;
  readonly hint?: string | undefined;
};

/** An instant as a day and a time of the venue; the day comes first unless it is known, and one that is typed anew keeps its time. */
export const DayTime = ({
  dayLabel,
  clockLabel,
  value,
  zone,
  usualClock,
  onChange,
  onBlur,
  error,
  warning,
  after = null,
  hint,
}: DayTimeProps) => {
  const { t } = useTranslation('records');
  const clock = value === null ? null : clockIn(value, zone);
  const clockDay = value ?? after;
  const isSameDay = value !== null && after !== null && dayIn(value, zone) === dayIn(after, zone);
  const lastClock = useRef(clock);
  if (clock !== null) lastClock.current = clock;
  return (
    <>
      <DateField
        label={dayLabel}
        value={value === null ? null : dayIn(value, zone)}
        onChange={(day) => onChange(day === null ? null : instantOf(day, lastClock.current ?? usualClock, zone))}
        onBlur={onBlur}
        error={error}
        warning={isSameDay ? undefined : warning}
        hint={hint}
      />
      <TimeField
        label={clockLabel}
        value={clock}
        onChange={(next) => clockDay !== null && next !== null && onChange(instantOf(dayIn(clockDay, zone), next, zone))}
        onBlur={onBlur}
        warning={isSameDay ? warning : undefined}
        disabled={clockDay === null}
        {...(clockDay === null ? { description: t('instant.dayFirst') } : {})}
      />
    </>
  );
};

/** An instant of a record that names its zone, on the clock of that zone. */
export const InstantInput = ({ type, field, form, error }: FieldInputProps) => {
  const { t } = useTranslation('records');
  const labels = useLabels();
  const value = form.values[field.name];
  const zone = form.text('zone');
  return (
    <FieldColumns>
      <DayTime
        dayLabel={labels.name(type, field.name)}
        clockLabel={t('instant.clock')}
        value={typeof value === 'number' ? value : null}
        zone={isZone(zone) ? zone : zones.HU}
        usualClock="09:00"
        onChange={(at) => form.set(field.name, at)}
        onBlur={form.flush}
        error={error}
        hint={labels.required(type, field.name)}
      />
    </FieldColumns>
  );
};
