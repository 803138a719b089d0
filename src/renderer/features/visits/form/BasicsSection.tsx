import { useTranslation } from 'react-i18next';
import { zones } from '../../../../domain/times.ts';
import { textAt } from '../../../../domain/values.ts';
import type { Row } from '../../../../replica/api.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { BothTimes } from '../../../records/BothTimes.tsx';
import type { DraftForm } from '../../../replica/draft.ts';
import { DateField, TimeField } from '../../../ui/DayAndTime.tsx';
import { SelectField } from '../../../ui/FormField.tsx';
import { FieldColumns, FormSection } from '../../../ui/FormSection.tsx';
import { ReferenceField } from '../../../ui/ReferenceField.tsx';
import { useNamed, useSearch } from '../names.ts';
import { visitTimes } from '../visitTimes.ts';
import styles from './EntryCards.module.css';
import { HostField } from './HostField.tsx';
import { sectionId } from './sections.ts';

const officeLabel = ({ values }: Row): string => textAt(values, 'name');

/** Host, day, times with their zone, and the office that records. */
export const BasicsSection = ({ form }: { readonly form: DraftForm }) => {
  const { t } = useTranslation(['visits', 'domain']);
  const labels = useLabels();
  const searchOffices = useSearch('office', officeLabel);
  const office = useNamed('office', form.text('office'));
  const times = visitTimes(form.values);
  const [from, until] = [form.text('from'), form.text('until')];
  return (
    <FormSection title={t('form.basics')} id={sectionId('basics')}>
      <HostField form={form} />
      <FieldColumns>
        <DateField
          label={labels.name('visit', 'day')}
          hint={t('form.required')}
          name="day"
          value={form.text('day') || null}
          onChange={(day) => form.set('day', day)}
          onBlur={form.flush}
        />
        <ReferenceField
          label={labels.name('visit', 'office')}
          value={form.text('office') || null}
          valueLabel={textAt(office, 'name')}
          onChange={(id) => form.set('office', id)}
          search={searchOffices}
          {...form.typing('office')}
        />
      </FieldColumns>
      <div className={styles.times}>
        <TimeField
          label={labels.name('visit', 'from')}
          value={from || null}
          onChange={(clock) => form.set('from', clock)}
          onBlur={form.flush}
        />
        <TimeField
          label={labels.name('visit', 'until')}
          value={until || null}
          onChange={(clock) => form.set('until', clock)}
          onBlur={form.flush}
          warning={from !== '' && until !== '' && until < from ? t('domain:validation.endBeforeStart') : undefined}
        />
        <SelectField
          label={labels.name('visit', 'zone')}
          name="zone"
          value={form.text('zone') || null}
          onChange={(zone) => form.set('zone', zone)}
          choices={Object.values(zones).map((zone) => ({ value: zone, label: t(`domain:zone.${zone}`) }))}
        />
      </div>
      {times && (
        <p className={styles.both}>
          <BothTimes ranges={times} />
        </p>
      )}
    </FormSection>
  );
};
