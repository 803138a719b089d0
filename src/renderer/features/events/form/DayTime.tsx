import { useTranslation } from 'react-i18next';
import { clockIn, dayIn, instantOf } from '../../../../domain/times.ts';
import { DateField, TimeField } from '../../../ui/FormField.tsx';

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
  readonly required?: boolean;
};

/** An instant as a day and a time of the venue; the day comes first. */
export const DayTime = ({ dayLabel, clockLabel, value, zone, usualClock, onChange, onBlur, error, required }: DayTimeProps) => {
  const { t } = useTranslation('events');
  const clock = value === null ? null : clockIn(value, zone);
  return (
    <>
      <DateField
        label={dayLabel}
        value={value === null ? null : dayIn(value, zone)}
        onChange={(day) => onChange(day === null ? null : instantOf(day, clock ?? usualClock, zone))}
        onBlur={onBlur}
        error={error}
        required={required}
      />
      <TimeField
        label={clockLabel}
        value={clock}
        onChange={(next) => value !== null && next !== null && onChange(instantOf(dayIn(value, zone), next, zone))}
        onBlur={onBlur}
        disabled={value === null}
        {...(value === null ? { description: t('form.dayFirst') } : {})}
      />
    </>
  );
};
