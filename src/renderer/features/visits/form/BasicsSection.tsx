import { useTranslation } from 'react-i18next';
import { zones } from '../../../../domain/times.ts';
import { textAt } from '../../../../domain/values.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { BothTimes } from '../../../records/BothTimes.tsx';
import type { DraftForm } from '../../../replica/draft.ts';
import { DateField, TimeField } from '../../../ui/DayAndTime.tsx';
import { SelectField } from '../../../ui/FormField.tsx';
import { FieldColumns, FormSection } from '../../../ui/FormSection.tsx';
import { ReferenceField } from '../../../ui/ReferenceField.tsx';
import { organisationLabel, useNamed, useSearch } from '../names.ts';
import { visitTimes } from '../visitTimes.ts';
import styles from './EntryCards.module.css';
import { sectionId } from './sections.ts';

const officeLabel = (row: Parameters<typeof organisationLabel>[0]): string => textAt(row.values, 'name');

/** Host, day, times with their zone, and the office that records. */
export const BasicsSection = ({ form }: { readonly form: DraftForm }) => {
  const { t } = useTranslation(['visits', 'domain']);
  const labels = useLabels();
  const searchHosts = useSearch('organisation', organisationLabel);
  const searchOffices = useSearch('office', officeLabel);
  const host = useNamed('organisation', form.text('host'));
  const office = useNamed('office', form.text('office'));
  const times = visitTimes(form.values);
  const [from, until] = [form.text('from'), form.text('until')];
  const setHost = (id: string | null): void => {
    form.set('host', id);
    form.flush();
  };
  return (
    <FormSection title={t('form.basics')} id={sectionId('basics')}>
      <ReferenceField
        label={labels.name('visit', 'host')}
        hint={t('form.required')}
        name="host"
        placeholder={t('form.hostPlaceholder')}
        value={form.text('host') || null}
        valueLabel={textAt(host, 'name')}
        onChange={setHost}
        search={searchHosts}
        {...form.typing('host')}
      />
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
