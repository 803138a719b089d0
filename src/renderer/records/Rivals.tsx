import { useTranslation } from 'react-i18next';
import type { Json } from '../../base/json.ts';
import type { FieldVersion, RecordView, RivalEntry } from '../../replica/api.ts';
import { labelsIn, useLabels } from '../i18n/labels.ts';
import { useCommit } from '../replica/commit.ts';
import { useHistoryNow } from '../replica/queries.ts';
import { RivalCard, type RivalChoice } from '../ui/RivalCard.tsx';
import { AnotherValue } from './another/AnotherValue.tsx';
import { askedNow, questionKey, useShownQuestions } from './another/begunValues.ts';
import { DeleteChoice } from './DeleteChoice.tsx';
import { ErasedPersonChoice } from './erasing/ErasedPersonChoice.tsx';
import { LateChoice } from './erasing/LateChoice.tsx';
import { useTitles } from './references.ts';
import { settleChanges } from './settle.ts';
import { useWho } from './useWho.ts';
import { ValueText } from './ValueText.tsx';
import { needHistory, writerOf } from './writers.ts';

export type RivalsProps = {
  readonly record: RecordView;
  /** In a dialog, where plain keys act on nothing behind it and on nothing in it. */
  readonly unkeyed?: boolean;
};

/**
 * What a person has to decide about a record: that it was deleted and edited, joined to one that is erased, or names somebody who is, and every
 * field for which two or more values are kept, also in records joined to it, with equal buttons, and ways to combine them or write another; the
 * keys belong to the first.
 */
export const Rivals = ({ record, unkeyed = false }: RivalsProps) => {
  const { t } = useTranslation('records');
  const labels = useLabels();
  const shownTitle = useTitles([record]);
  const who = useWho();
  const commit = useCommit();
  const { type, id, seen, values } = record;
  const own = record.rivals.map(
    (path): RivalEntry => ({
      kind: 'values',
      type,
      id,
      seen,
      values,
      path,
      versions: record.versions[path] ?? [],
      editedBy: null,
      broughtBackBy: null,
      duplicate: null,
    }),
  );
  const history = useHistoryNow(
    type,
    id,
    own.some(({ versions }) => needHistory(versions)),
  );
  const keep = (entry: RivalEntry, value: Json): ReturnType<typeof commit> =>
    commit(settleChanges(entry, value), (t, language) => t('records:rival.kept', { field: labelsIn(language).path(type, entry.path) }));
  const questions = useShownQuestions([...own, ...record.joinedEdits], id);
  const titleOf = (entry: RivalEntry): string => {
    const { kind, path, versions } = entry;
    const offices = new Set(versions.map((version) => writerOf(entry, version, history)?.office));
    const title = kind === 'joined' ? 'rival.titleJoined' : offices.size > 1 ? 'rival.title' : 'rival.titleOneOffice';
    return t(title, { field: labels.path(type, path) });
  };
  const choiceOf = (entry: RivalEntry, version: FieldVersion, place: number): RivalChoice => {
    const by = writerOf(entry, version, history);
    return {
      key: `${version.by.run} ${version.by.n}`,
      value: <ValueText type={type} path={entry.path} value={version.value} values={entry.values} />,
      author: by?.author ?? '',
      origin: by ? who.origin(by) : '',
      shown: place === 0,
      onKeep: () => keep(entry, version.value),
    };
  };
  const contested = record.contested && (
    <RivalCard
      key={record.contested.path}
      title={t('contested.title')}
      asked={null}
      choices={[]}
      more={<DeleteChoice entry={record.contested} title={shownTitle(record)} keyed={!unkeyed} />}
    />
  );
  const late = record.late && (
    <RivalCard
      key={record.late.path}
      title={t('late.title')}
      asked={null}
      choices={[]}
      more={<LateChoice entry={record.late} title={shownTitle(record)} keyed={!unkeyed && contested === null} />}
    />
  );
  const erased = record.erasedPeople.map((entry, index) => (
    <RivalCard
      key={questionKey(entry)}
      title={t('erasedPerson.title')}
      asked={null}
      choices={[]}
      more={
        <ErasedPersonChoice
          entry={entry}
          title={shownTitle(record)}
          keyed={!unkeyed && index === 0 && contested === null && late === null}
        />
      }
    />
  ));
  const fields = questions.map((question, index) => {
    const { entry, isHeld } = question;
    const keyed = !unkeyed && index === 0 && contested === null && late === null && erased.length === 0;
    return (
      <RivalCard
        key={questionKey(entry)}
        title={titleOf(entry)}
        asked={keyed ? askedNow(entry) : null}
        choices={isHeld ? [] : entry.versions.map((version, place) => choiceOf(entry, version, place))}
        more={<AnotherValue question={question} keyed={keyed} onSave={(value, seen) => keep(seen, value)} />}
      />
    );
  });
  return [contested, late, ...erased, ...fields];
};
