import { useTranslation } from 'react-i18next';
import { naceElement, parseNaceElement, sectionOf, sections } from '../../../../domain/nace.ts';
import { elementsOf } from '../../../../domain/values.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { tagsOf } from '../../../records/fields/tagWords.ts';
import { useValues } from '../../../replica/queries.ts';
import { SelectField, TagsField } from '../../../ui/FormField.tsx';
import { FormSection } from '../../../ui/FormSection.tsx';
import type { PartProps } from './Basics.tsx';
import { NaceField } from './NaceField.tsx';
import styles from './OrganisationForm.module.css';

/** Tags are shown in the reader's language where they have a word in it, and kept under their own. */
const Tags = ({ form }: Pick<PartProps, 'form'>) => {
  const { t } = useTranslation('directory');
  const labels = useLabels();
  const chosen = elementsOf(form.values, 'tag');
  const used = (useValues('organisation', 'tag', 200) ?? []).flatMap(({ value }) => (typeof value === 'string' ? value : []));
  const known = [...used, ...chosen];
  const change = (words: readonly string[]): void => {
    const next = tagsOf(words, known, labels.tag);
    for (const tag of chosen) if (!next.includes(tag)) form.set(`tag/${tag}`, null);
    for (const tag of next) if (!chosen.includes(tag)) form.set(`tag/${tag}`, true);
  };
  return (
    <TagsField
      label={labels.name('organisation', 'tag')}
      hint={t('form.tagHint')}
      value={chosen.map(labels.tag)}
      suggestions={[...new Set(known.map(labels.tag))]}
      onChange={change}
      onBlur={form.flush}
    />
  );
};

export const Activity = ({ form }: PartProps) => {
  const { t } = useTranslation('directory');
  const labels = useLabels();
  const add = (element: string): void => {
    form.set(`nace/${element}`, true);
    const code = parseNaceElement(element);
    const section = code?.scheme === '2.1' ? sectionOf(code) : null;
    if (section !== null && form.text('sector') === '') form.set('sector', section);
  };
  return (
    <FormSection title={t('form.activity')} id="organisation-activity">
      <div className={styles.fields}>
        <SelectField
          label={labels.name('organisation', 'sector')}
          value={form.text('sector') || null}
          choices={sections.map((value) => ({ value, label: labels.choice('organisation', 'sector', value) }))}
          onChange={(value) => form.set('sector', value)}
          searchable
          clearable
        />
        <NaceField
          elements={elementsOf(form.values, 'nace')}
          onAdd={(code) => add(naceElement(code))}
          onRemove={(element) => form.set(`nace/${element}`, null)}
        />
        <Tags form={form} />
      </div>
    </FormSection>
  );
};
