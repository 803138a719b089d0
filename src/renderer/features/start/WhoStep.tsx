import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../base/result.ts';
import type { Identity, ReplicaApi } from '../../../replica/api.ts';
import { CountryMark } from '../../ui/CountryMark.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { SelectField, TextField } from '../../ui/FormField.tsx';
import { FieldColumns } from '../../ui/FormSection.tsx';
import { RadioCard, RadioCards } from './RadioCards.tsx';
import { Reading } from './Reading.tsx';
import styles from './Start.module.css';
import { Step } from './Step.tsx';
import { begin, type Choice, type OfficeChoice } from './sources.ts';

type Suggestion = { readonly key: string; readonly name: string; readonly country: string; readonly office: OfficeChoice };

const founding: readonly Suggestion[] = [
  { key: 'szeged', name: 'Szeged', country: 'HU', office: { name: 'Szeged', country: 'HU' } },
  { key: 'timisoara', name: 'Timișoara', country: 'RO', office: { name: 'Timișoara', country: 'RO' } },
];

/** The offices that the bundle knows; the two founding ones where there is no bundle. A bundle's offices are offered by their id. */
const suggestionsOf = (choice: Choice): readonly Suggestion[] => {
  const known = choice.source === 'join' ? (choice.file?.preview.offices ?? []) : [];
  const offered = known.map(({ id, name, country }): Suggestion => ({ key: id, name, country, office: { id } }));
  const missing = founding.filter(({ name }) => !known.some((office) => office.name === name));
  return [...offered, ...missing];
};

const other = 'other';

const useWho = (choice: Choice) => {
  const suggestions = suggestionsOf(choice);
  const [author, setAuthor] = useState('');
  const [key, setKey] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [country, setCountry] = useState<'HU' | 'RO' | null>(null);
  const own: OfficeChoice | null = name.trim() !== '' && country ? { name: name.trim(), country } : null;
  const office = key === other ? own : (suggestions.find((suggestion) => suggestion.key === key)?.office ?? null);
  const named = key === other && name.trim() !== '';
  const lacks = office !== null ? null : named ? ('country' as const) : ('office' as const);
  const isElsewhere = office !== null && 'id' in office;
  return { lacks, suggestions, author, setAuthor, key, setKey, name, setName, country, setCountry, office, isElsewhere };
};

export type WhoStepProps = {
  readonly replica: ReplicaApi;
  readonly choice: Choice;
  readonly onBack: () => void;
  readonly onReady: (identity: Identity) => void;
};

/** Name and office; then everything is set up at once. */
export const WhoStep = ({ replica, choice, onBack, onReady }: WhoStepProps) => {
  const { t } = useTranslation(['start', 'domain']);
  const who = useWho(choice);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const waitsFor = who.author.trim() === '' ? t('start:needs.name') : who.lacks === null ? null : t(`start:needs.${who.lacks}`);
  const start = async (): Promise<void> => {
    if (!who.office) return;
    setBusy(true);
    setFailure(null);
    const result = await begin(replica, choice, { author: who.author.trim(), office: who.office }, Date.now());
    setBusy(false);
    if (result.ok) onReady(result.value);
    else if (result.error.type !== 'cancelled') setFailure(result.error);
  };
  return (
    <Step
      title={t('start:who.title')}
      note={t('start:who.note')}
      waitsFor={waitsFor}
      next={t('start:begin')}
      busy={busy}
      onBack={onBack}
      onNext={() => void start()}
    >
      {busy && choice.source === 'join' && <Reading title={t('start:file.joining')} onCancel={() => void replica.cancel('bundles')} />}
      {failure && <FailureNotice failure={failure} />}
      <div className={styles.name}>
        <TextField
          label={t('start:who.name')}
          placeholder={t('start:who.namePlaceholder')}
          value={who.author}
          onChange={who.setAuthor}
          maxLength={100}
        />
      </div>
      <h2>{t('start:who.office')}</h2>
      <RadioCards label={t('start:who.office')}>
        <div className={styles.offices}>
          {who.suggestions.map((suggestion) => (
            <RadioCard
              key={suggestion.key}
              name="office"
              title={suggestion.name}
              chosen={who.key === suggestion.key}
              onChoose={() => who.setKey(suggestion.key)}
              mark={<CountryMark country={suggestion.country} />}
            />
          ))}
          <RadioCard name="office" title={t('start:who.other')} chosen={who.key === other} onChoose={() => who.setKey(other)}>
            <FieldColumns>
              <TextField
                label={t('start:who.officeName')}
                placeholder={t('start:who.officePlaceholder')}
                value={who.name}
                onChange={who.setName}
                maxLength={100}
              />
              <SelectField
                label={t('start:who.country')}
                value={who.country}
                onChange={(value) => who.setCountry(value === 'HU' || value === 'RO' ? value : null)}
                choices={[
                  { value: 'HU', label: t('domain:country.HU') },
                  { value: 'RO', label: t('domain:country.RO') },
                ]}
              />
            </FieldColumns>
          </RadioCard>
        </div>
      </RadioCards>
      {who.isElsewhere && <p className={styles.elsewhere}>{t('start:who.elsewhere', { other: t('start:who.other') })}</p>}
    </Step>
  );
};
