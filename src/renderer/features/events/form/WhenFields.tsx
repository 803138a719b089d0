import { useTranslation } from 'react-i18next';
import { clockIn, dayIn, instantOf, zones } from '../../../../domain/times.ts';
import { validate } from '../../../../domain/validation.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { BothTimes } from '../../../records/BothTimes.tsx';
import { DayTime } from '../../../records/fields/DayTime.tsx';
import type { DraftForm } from '../../../replica/draft.ts';
import { SelectField } from '../../../ui/FormField.tsx';
import { FieldColumns, FormSection } from '../../../ui/FormSection.tsx';
import { instantAt, rangesOf, zoneOf } from '../eventTimes.ts';
import { useStartAndEnd } from '../useStartAndEnd.ts';

export type ErrorOf = (path: string) => string | undefined;

/** Moves an instant so that the clocks of another zone show what the former one showed. */
const sameClockIn = (at: number, from: string, to: string): number => instantOf(dayIn(at, from), clockIn(at, from), to);

/** Start and end on the clock of the venue, and what that is in the other country. */
export const WhenFields = ({ form, errorOf }: { readonly form: DraftForm; readonly errorOf: ErrorOf }) => {
  const { t } = useTranslation(['events', 'domain']);
  const labels = useLabels();
  const zone = zoneOf(form.values);
  const [start, end] = [instantAt(form.values, 'start'), instantAt(form.values, 'end')];
  const changeZone = (next: string | null): void => {
    if (next === null) return;
    form.set('zone', next);
    if (start !== null) form.set('start', sameClockIn(start, zone, next));
    if (end !== null) form.set('end', sameClockIn(end, zone, next));
  };
  const { changeStart, changeEnd } = useStartAndEnd(form);
  const isBackwards = validate('event', form.values).warnings.some(({ path }) => path === 'end');
  const ranges = rangesOf(form.values, zone);
  const shared = { zone, onBlur: form.flush };
  return (
    <FormSection title={t('form.when')}>
      <SelectField
        label={labels.name('event', 'zone')}
        value={zone}
        choices={Object.values(zones).map((value) => ({ value, label: t(`domain:zone.${value}`) }))}
        onChange={changeZone}
        description={t('form.zoneHint')}
        error={errorOf('zone')}
      />
      <FieldColumns>
        <DayTime
          {...shared}
          dayLabel={t('form.startDay')}
          clockLabel={t('form.startClock')}
          value={start}
          usualClock="09:00"
          onChange={changeStart}
          hint={labels.required('event', 'start')}
          error={errorOf('start')}
        />
      </FieldColumns>
      <FieldColumns>
        <DayTime
          {...shared}
          dayLabel={t('form.endDay')}
          clockLabel={t('form.endClock')}
          value={end}
          usualClock="16:00"
          onChange={changeEnd}
          after={start}
          warning={isBackwards ? t('domain:validation.endBeforeStart') : undefined}
        />
      </FieldColumns>
      {ranges && (
        <p role="status">
          <BothTimes ranges={ranges} />
        </p>
      )}
    </FormSection>
  );
};
