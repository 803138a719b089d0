import { useTranslation } from 'react-i18next';
import { type IdentifierKind, identifierKinds, identifierKindsOf } from '../../../../domain/identifiers.ts';
import { isCountry } from '../../../../domain/territory.ts';
import { useLabels } from '../../../i18n/labels.ts';
import type { DraftForm } from '../../../replica/draft.ts';
import { TextField } from '../../../ui/FormField.tsx';
import { FieldColumns, FormSection } from '../../../ui/FormSection.tsx';
import type { PartProps } from './Basics.tsx';
import styles from './OrganisationForm.module.css';

/** The kinds of the chosen country, and any other that already holds a number. */
const kindsFor = (form: DraftForm): readonly IdentifierKind[] => {
  const country = form.text('country');
  const offered = isCountry(country) ? identifierKindsOf[country] : [];
  return [...offered, ...identifierKinds.filter((kind) => !offered.includes(kind) && form.text(`identifier/${kind}`) !== '')];
};

export const Identifiers = ({ form, words }: PartProps) => {
  const { t } = useTranslation('directory');
  const labels = useLabels();
  const kinds = kindsFor(form);
  const pairs = kinds.filter((_, index) => index % 2 === 0).map((kind, index) => [kind, kinds[2 * index + 1]] as const);
  const field = (kind: IdentifierKind) => (
    <TextField
      key={kind}
      label={labels.identifier(kind)}
      value={form.text(`identifier/${kind}`)}
      onChange={(value) => form.set(`identifier/${kind}`, value)}
      onBlur={form.flush}
      warning={words.warningAt(`identifier/${kind}`)}
      error={words.errorAt(`identifier/${kind}`)}
    />
  );
  return (
    <FormSection title={t('form.identifiers')} id="organisation-identifiers">
      <div className={styles.fields}>
        {kinds.length === 0 && <p className={styles.quiet}>{t('form.countryFirst')}</p>}
        {pairs.map(([left, right]) => (
          <FieldColumns key={left}>
            {field(left)}
            {right && field(right)}
          </FieldColumns>
        ))}
      </div>
    </FormSection>
  );
};
