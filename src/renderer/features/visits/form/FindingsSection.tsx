import { Checkbox } from '@mantine/core';
import { IconAlertCircle, IconBulb, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../../base/json.ts';
import { partOf } from '../../../../domain/values.ts';
import type { DraftForm } from '../../../replica/draft.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { TextAreaField, TextField } from '../../../ui/FormField.tsx';
import { FormSection } from '../../../ui/FormSection.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { Card } from '../../../ui/Page.tsx';
import { MakePractice } from '../MakePractice.tsx';
import styles from './EntryCards.module.css';
import { type Entries, entriesOfForm } from './entries.ts';
import { sectionId } from './sections.ts';
import { useRemoveEntry } from './useRemoveEntry.ts';

type FindingProps = {
  readonly entries: Entries;
  readonly name: string;
  readonly finding: JsonObject;
  readonly onBlur: () => void;
  readonly onRemove: (button: HTMLElement) => void;
};

const FindingFields = ({ entries, name, finding, onBlur, onRemove }: FindingProps) => {
  const { t } = useTranslation('visits');
  const write = (part: string) => (value: string) => entries.write(name, part, value);
  return (
    <div className={`${styles.entry} ${styles.open}`}>
      <TextField
        label={t('finding.title')}
        name={`finding/${name}>title`}
        value={partOf(finding, 'title')}
        onChange={write('title')}
        onBlur={onBlur}
        autoFocus={partOf(finding, 'title') === ''}
      />
      <TextAreaField label={t('finding.text')} value={partOf(finding, 'text')} onChange={write('text')} onBlur={onBlur} rows={2} />
      <TextField
        label={t('finding.measure')}
        name={`finding/${name}>measure`}
        placeholder={t('finding.measurePlaceholder')}
        value={partOf(finding, 'measure')}
        onChange={write('measure')}
        onBlur={onBlur}
      />
      <div className={styles.last}>
        <Checkbox
          className={styles.grow ?? ''}
          label={t('finding.transferable')}
          checked={finding.transferable === true}
          onChange={(event) => entries.write(name, 'transferable', event.currentTarget.checked)}
        />
        <IconButton
          icon={IconTrash}
          variant="quiet"
          label={t('finding.remove')}
          data-removes
          onClick={(event) => onRemove(event.currentTarget)}
        />
      </div>
    </div>
  );
};

const SecondLine = ({ finding }: { readonly finding: JsonObject }) => {
  const { t } = useTranslation('visits');
  const measure = partOf(finding, 'measure');
  if (measure === '')
    return (
      <span className={`${styles.second} ${styles.warned}`}>
        <IconAlertCircle size={16} stroke={1.75} />
        {t('finding.measureMissing')}
      </span>
    );
  return <span className={styles.second}>{`${finding.transferable === true ? `${t('finding.transferable')} · ` : ''}${measure}`}</span>;
};

export type FindingsSectionProps = {
  readonly form: DraftForm;
  readonly visit: string;
  readonly saved: boolean;
  /** Key of the finding that is open for writing. */
  readonly opened: string | null;
  readonly open: (finding: string | null) => void;
};

/** What was found: one line each, opened for writing. Alt M begins a new one. */
export const FindingsSection = ({ form, visit, saved, opened, open }: FindingsSectionProps) => {
  const { t } = useTranslation('visits');
  const entries = entriesOfForm(form, 'finding');
  const remove = useRemoveEntry(form, 'finding');
  const addOne = (): void => open(entries.add({ transferable: true }));
  useKeys([{ keys: 'Alt M', label: t('finding.add'), run: addOne }]);
  const add = (
    <Button icon={IconPlus} small hint="Alt M" onClick={addOne}>
      {t('finding.add')}
    </Button>
  );
  return (
    <FormSection title={t('form.findings')} id={sectionId('findings')} note={entries.all.length > 0 && add}>
      {entries.all.length === 0 ? (
        <EmptyState icon={IconBulb} title={t('finding.empty')} text={t('finding.emptyHint')} action={add} />
      ) : (
        <Card>
          {entries.all.map(([name, finding], index) => (
            <fieldset key={name} className={styles.group} aria-label={t('finding.number', { number: index + 1 })}>
              <div className={styles.head}>
                <button
                  type="button"
                  className={styles.words}
                  aria-expanded={opened === name}
                  onClick={() => open(opened === name ? null : name)}
                >
                  <span className={styles.title}>{partOf(finding, 'title') || t('finding.untitled')}</span>
                  <SecondLine finding={finding} />
                </button>
                {saved && <MakePractice visit={visit} host={form.text('host')} finding={finding} />}
              </div>
              {opened === name && (
                <FindingFields
                  entries={entries}
                  name={name}
                  finding={finding}
                  onBlur={form.flush}
                  onRemove={(button) => remove(name, (say) => partOf(finding, 'title') || say('visits:finding.untitled'), button)}
                />
              )}
            </fieldset>
          ))}
        </Card>
      )}
    </FormSection>
  );
};
