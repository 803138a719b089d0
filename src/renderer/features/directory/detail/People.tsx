import { IconPencil, IconPlus, IconTrash, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { nameSortText, toPersonName } from '../../../../domain/names.ts';
import { formatPhone } from '../../../../domain/phones.ts';
import { validate } from '../../../../domain/validation.ts';
import { elementsOf, groupAt, textAt } from '../../../../domain/values.ts';
import type { RecordView, Row } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Rivals } from '../../../records/Rivals.tsx';
import { useCommit } from '../../../replica/commit.ts';
import { newFormId } from '../../../replica/newForm.ts';
import { useDrafts, useRecord } from '../../../replica/queries.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Card, Section } from '../../../ui/Page.tsx';
import { personNameOf } from '../describe.ts';
import styles from './People.module.css';
import { PersonDialog } from './PersonDialog.tsx';

const sortTextOf = (row: Row): string => nameSortText(toPersonName(groupAt(row.values, 'name'), textAt(row.values, 'country')));

/** What is to be decided about a person. */
const Questions = ({ id }: { readonly id: RecordId }) => {
  const person = useRecord('person', id).data;
  return <div className={styles.questions}>{person && <Rivals record={person} />}</div>;
};

const PersonCard = ({ row, group, onEdit }: { readonly row: Row; readonly group: string; readonly onEdit: () => void }) => {
  const { t } = useTranslation('directory');
  const commit = useCommit();
  const name = personNameOf(row.values) || t('list.noName');
  const [role, email, phone] = [textAt(row.values, 'role'), textAt(row.values, 'email'), textAt(row.values, 'phone')];
  const isOdd = validate('person', row.values).errors.some(({ path }) => path === 'email');
  const languages = elementsOf(row.values, 'language').map((language) => language.toUpperCase());
  const remove = (): void =>
    void commit([{ kind: 'delete', type: 'person', id: row.id, shown: row.seen }], (t) => t('directory:person.deleted', { name }));
  return (
    <li className={styles.person}>
      <Avatar name={name} group={group} />
      <div className={styles.words}>
        <div className={styles.name}>{name}</div>
        {(role || languages.length > 0) && <div className={styles.role}>{[role, languages.join(', ')].filter(Boolean).join(' · ')}</div>}
      </div>
      <div className={styles.reach}>
        {phone && <div>{formatPhone(phone)}</div>}
        {email && isOdd && <div>{email}</div>}
        {email && !isOdd && (
          <a href={`mailto:${email}`} target="_blank" rel="noreferrer">
            {email}
          </a>
        )}
      </div>
      <div className={styles.actions}>
        <IconButton variant="quiet" icon={IconPencil} label={t('person.edit', { name })} onClick={onEdit} />
        <IconButton variant="quiet" icon={IconTrash} label={t('person.delete', { name })} onClick={remove} />
      </div>
      {row.waits && <Questions id={row.id} />}
    </li>
  );
};

/** A person that somebody began to type for this organisation and did not save. */
const useBegunPerson = (organisation: RecordId, people: readonly Row[]): RecordId | null =>
  useDrafts()?.find(
    (draft) =>
      draft.type === 'person' && textAt(draft.values, 'organisation') === organisation && people.every((row) => row.id !== draft.id),
  )?.id ?? null;

/** The people of an organisation: add, edit, delete with undo. */
export const People = ({ record, people }: { readonly record: RecordView; readonly people: readonly Row[] }) => {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const [edited, setEdited] = useState<RecordId | null>(null);
  const begun = useBegunPerson(record.id, people);
  const sorted = people.toSorted((a, b) => format.compare(sortTextOf(a), sortTextOf(b)));
  const add = (
    <Button icon={IconPlus} small={people.length > 0} onClick={() => setEdited(begun ?? newFormId())}>
      {t('person.add')}
    </Button>
  );
  return (
    <>
      {people.length === 0 ? (
        <EmptyState icon={IconUsers} title={t('person.empty')} text={t('person.emptyHint')} action={add} />
      ) : (
        <Section title={t('person.count', { count: people.length })} note={add}>
          <Card>
            <ul className={styles.list}>
              {sorted.map((row) => (
                <PersonCard key={row.id} row={row} group={record.id} onEdit={() => setEdited(row.id)} />
              ))}
            </ul>
          </Card>
        </Section>
      )}
      {edited !== null && (
        <PersonDialog
          key={edited}
          id={edited}
          row={people.find((row) => row.id === edited) ?? null}
          organisation={record}
          onClose={() => setEdited((now) => (now === edited ? null : now))} // Another one may be open by the time this one is saved.
        />
      )}
    </>
  );
};
