import { IconTrash, IconUsers } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecordId } from '../../../../base/ids.ts';
import type { JsonObject } from '../../../../base/json.ts';
import { partOf, textAt } from '../../../../domain/values.ts';
import { toLanguage } from '../../../i18n/format.ts';
import { useReplica } from '../../../replica/context.ts';
import type { DraftForm } from '../../../replica/draft.ts';
import { matching } from '../../../replica/queries.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { IconButton } from '../../../ui/Button.tsx';
import type { Choice } from '../../../ui/choosing.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { SelectField, TextField } from '../../../ui/FormField.tsx';
import { FormSection } from '../../../ui/FormSection.tsx';
import { Card } from '../../../ui/Page.tsx';
import { ReferenceField } from '../../../ui/ReferenceField.tsx';
import { personName } from '../names.ts';
import styles from './EntryCards.module.css';
import { type Entries, entriesOfForm } from './entries.ts';
import { sectionId } from './sections.ts';
import { useRemoveEntry } from './useRemoveEntry.ts';

const typedPrefix = 'typed:';

/** People of the directory with their organisations, and the name as it was typed at the end. */
const usePeople = () => {
  const replica = useReplica();
  const { t, i18n } = useTranslation('visits');
  const locale = toLanguage(i18n.language);
  const organisationOf = useCallback(
    async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
      const rows = await replica.rows('organisation', ids.filter(isRecordId));
      return new Map(rows.map((row) => [row.id, textAt(row.values, 'name')]));
    },
    [replica],
  );
  const search = useCallback(
    async (text: string): Promise<readonly Choice[]> => {
      const typed = text.trim();
      const page = await replica.list({ type: 'person', locale, offset: 0, limit: 12, ...matching(typed) });
      const names = await organisationOf(page.rows.map((row) => textAt(row.values, 'organisation')));
      const people = page.rows.map(({ id, values }) => ({
        value: id,
        label: [personName(values), names.get(textAt(values, 'organisation'))].filter(Boolean).join(' · '),
      }));
      return typed ? [...people, { value: `${typedPrefix}${typed}`, label: t('participant.useTyped', { name: typed }) }] : people;
    },
    [replica, locale, organisationOf, t],
  );
  const read = async (value: string): Promise<JsonObject | null> => {
    if (value.startsWith(typedPrefix)) return { name: value.slice(typedPrefix.length) };
    const [person] = isRecordId(value) ? await replica.rows('person', [value]) : [];
    if (!person) return null;
    const employer = textAt(person.values, 'organisation');
    const organisation = (await organisationOf([employer])).get(employer);
    const country = textAt(person.values, 'country');
    return {
      name: personName(person.values),
      person: person.id,
      ...(organisation ? { organisation } : {}),
      ...(country ? { country } : {}),
    };
  };
  return { search, read };
};

type ParticipantProps = {
  readonly entries: Entries;
  readonly name: string;
  readonly participant: JsonObject;
  readonly onBlur: () => void;
  readonly onRemove: (button: HTMLElement) => void;
};

const Participant = ({ entries, name, participant, onBlur, onRemove }: ParticipantProps) => {
  const { t } = useTranslation('visits');
  const who = partOf(participant, 'name');
  const organisation = partOf(participant, 'organisation');
  return (
    <fieldset className={styles.participant} aria-label={who}>
      <span className={styles.who}>
        <Avatar name={who} group={organisation} />
        <span className={styles.title}>{who}</span>
      </span>
      <div className={styles.grow}>
        <TextField
          label={t('participant.organisation')}
          value={organisation}
          onChange={(value) => entries.write(name, 'organisation', value)}
          onBlur={onBlur}
        />
      </div>
      <div className={styles.narrow}>
        <SelectField
          label={t('participant.country')}
          value={partOf(participant, 'country') || null}
          onChange={(value) => entries.write(name, 'country', value)}
          choices={[
            { value: 'HU', label: t('list.hungary') },
            { value: 'RO', label: t('list.romania') },
            { value: 'other', label: t('participant.other') },
          ]}
        />
      </div>
      <IconButton
        icon={IconTrash}
        variant="quiet"
        label={t('participant.remove', { name: who })}
        data-removes
        onClick={(event) => onRemove(event.currentTarget)}
      />
    </fieldset>
  );
};

/** Who was there: people of the directory, or anyone by name. */
export const ParticipantsSection = ({ form }: { readonly form: DraftForm }) => {
  const { t } = useTranslation('visits');
  const entries = entriesOfForm(form, 'participant');
  const remove = useRemoveEntry(form, 'participant');
  const people = usePeople();
  const add = async (value: string | null): Promise<void> => {
    const participant = value === null ? null : await people.read(value);
    if (!participant) return;
    entries.add(participant);
    form.flush();
  };
  return (
    <FormSection title={t('form.participants')} id={sectionId('participants')}>
      <ReferenceField
        label={t('participant.add')}
        name="participant"
        placeholder={t('participant.placeholder')}
        value={null}
        valueLabel=""
        onChange={(value) => void add(value)}
        search={people.search}
        {...form.typing('participant')}
      />
      {entries.all.length === 0 ? (
        <EmptyState icon={IconUsers} title={t('participant.empty')} text={t('participant.emptyHint')} />
      ) : (
        <Card>
          {entries.all.map(([name, participant]) => (
            <Participant
              key={name}
              entries={entries}
              name={name}
              participant={participant}
              onBlur={form.flush}
              onRemove={(button) => remove(name, () => partOf(participant, 'name'), button)}
            />
          ))}
        </Card>
      )}
    </FormSection>
  );
};
