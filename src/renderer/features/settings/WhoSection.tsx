import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecordId } from '../../../base/ids.ts';
import { plainText } from '../../../base/plainText.ts';
import type { Failure } from '../../../base/result.ts';
import { textAt } from '../../../domain/values.ts';
import { useFormat } from '../../i18n/format.ts';
import { useSession } from '../../replica/context.ts';
import { useList } from '../../replica/queries.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { SelectField, TextField } from '../../ui/FormField.tsx';
import { FieldColumns } from '../../ui/FormSection.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import { ReasonedButton } from '../../ui/ReasonedButton.tsx';
import { showToast } from '../../ui/toasts.ts';
import styles from './Settings.module.css';

const useOffices = () => {
  const { language } = useFormat();
  const { identity } = useSession();
  const rows = useList({ type: 'office', locale: language, offset: 0, limit: 200 }).data?.rows ?? [];
  const offices = rows.map((row) => ({ value: row.id, label: `${textAt(row.values, 'name')} (${textAt(row.values, 'country')})` }));
  const known = offices.some((office) => office.value === identity.office.id);
  return known ? offices : [{ value: identity.office.id, label: identity.office.name }, ...offices];
};

/** Another person, or another office, at this machine. */
export const WhoSection = () => {
  const { t } = useTranslation('settings');
  const { replica, identity, setIdentity } = useSession();
  const [author, setAuthor] = useState(identity.author);
  const [office, setOffice] = useState<string>(identity.office.id);
  const [failure, setFailure] = useState<Failure | null>(null);
  const offices = useOffices();
  const name = plainText(author).trim();
  const same = name === identity.author && office === identity.office.id;
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name === '' || !isRecordId(office)) return;
    const result = await replica.changeIdentity({ author: name, office });
    if (!result.ok) {
      setFailure(result.error);
      return;
    }
    setFailure(null);
    setIdentity(result.value);
    showToast({ said: (t) => t('settings:who.saved', { name }) });
  };
  return (
    <Section title={t('who.title')}>
      <Card padded>
        <form className={styles.form} onSubmit={(event) => void save(event)}>
          {failure && <FailureNotice failure={failure} />}
          <FieldColumns>
            <TextField
              label={t('who.name')}
              value={author}
              onChange={setAuthor}
              maxLength={100}
              error={name === '' ? t('who.nameMissing') : undefined}
            />
            <SelectField label={t('who.office')} value={office} onChange={(id) => setOffice(id ?? office)} choices={offices} />
          </FieldColumns>
          <div className={styles.formFoot}>
            {!same && <span className={styles.note}>{t('who.note')}</span>}
            <ReasonedButton type="submit" reason={same ? t('who.same') : null} disabled={name === ''}>
              {t('who.save')}
            </ReasonedButton>
          </div>
        </form>
      </Card>
    </Section>
  );
};
