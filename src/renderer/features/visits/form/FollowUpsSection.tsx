import { Checkbox } from '@mantine/core';
import { IconListCheck, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../../base/json.ts';
import { partOf } from '../../../../domain/values.ts';
import type { DraftForm } from '../../../replica/draft.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { DateField } from '../../../ui/DayAndTime.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { TextField } from '../../../ui/FormField.tsx';
import { FormSection } from '../../../ui/FormSection.tsx';
import { Card } from '../../../ui/Page.tsx';
import styles from './EntryCards.module.css';
import { type Entries, entriesOfForm } from './entries.ts';
import { sectionId } from './sections.ts';
import { useRemoveEntry } from './useRemoveEntry.ts';

type StepProps = {
  readonly entries: Entries;
  readonly name: string;
  readonly step: JsonObject;
  readonly number: number;
  readonly onBlur: () => void;
  readonly onRemove: (button: HTMLElement) => void;
  /** It was added just now: typing begins in it. */
  readonly begun: boolean;
};

const Step = ({ entries, name, step, number, onBlur, onRemove, begun }: StepProps) => {
  const { t } = useTranslation('visits');
  const write = (part: string) => (value: string | null) => entries.write(name, part, value);
  return (
    <fieldset className={styles.entry} aria-label={t('followUp.number', { number })}>
      <TextField
        label={t('followUp.what')}
        name={`followUp/${name}>what`}
        value={partOf(step, 'what')}
        onChange={write('what')}
        onBlur={onBlur}
        autoFocus={begun}
      />
      <div className={styles.line}>
        <div className={styles.grow}>
          <TextField label={t('followUp.who')} value={partOf(step, 'who')} onChange={write('who')} onBlur={onBlur} />
        </div>
        <div className={styles.grow}>
          <DateField label={t('followUp.due')} value={partOf(step, 'due') || null} onChange={write('due')} onBlur={onBlur} />
        </div>
        <Checkbox
          className={styles.check ?? ''}
          label={t('followUp.done')}
          checked={step.done === true}
          onChange={(event) => entries.write(name, 'done', event.currentTarget.checked)}
        />
        <IconButton
          className={styles.bin ?? ''}
          icon={IconTrash}
          variant="quiet"
          label={t('followUp.remove')}
          data-removes
          onClick={(event) => onRemove(event.currentTarget)}
        />
      </div>
    </fieldset>
  );
};

/** Who does what and until when. */
export const FollowUpsSection = ({ form }: { readonly form: DraftForm }) => {
  const { t } = useTranslation('visits');
  const entries = entriesOfForm(form, 'followUp');
  const remove = useRemoveEntry(form, 'followUp');
  const [begun, begin] = useState<string | null>(null);
  const add = (
    <Button icon={IconPlus} small onClick={() => begin(entries.add({}))}>
      {t('followUp.add')}
    </Button>
  );
  return (
    <FormSection title={t('form.followUps')} id={sectionId('followUps')} note={entries.all.length > 0 && add}>
      {entries.all.length === 0 ? (
        <EmptyState icon={IconListCheck} title={t('followUp.empty')} text={t('followUp.emptyHint')} action={add} />
      ) : (
        <Card>
          {entries.all.map(([name, step], index) => (
            <Step
              key={name}
              entries={entries}
              name={name}
              step={step}
              number={index + 1}
              onBlur={form.flush}
              onRemove={(button) =>
                remove(name, (say) => partOf(step, 'what') || say('visits:followUp.number', { number: index + 1 }), button)
              }
              begun={name === begun}
            />
          ))}
        </Card>
      )}
    </FormSection>
  );
};
