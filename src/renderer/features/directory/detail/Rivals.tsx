import { useTranslation } from 'react-i18next';
import type { Json } from '../../../../base/json.ts';
import type { RecordView } from '../../../../replica/api.ts';
import { type Labels, partsOfPath, useLabels } from '../../../i18n/labels.ts';
import { useCommit } from '../../../replica/commit.ts';
import { RivalCard } from '../../../ui/RivalCard.tsx';
import { useWho } from '../useWho.ts';

/** What a value of a path looks like; for elements of sets, whether they were put in or taken out. */
export const wordsOfValue = (
  labels: Labels,
  path: string,
  value: Json,
  inOut: { readonly added: string; readonly removed: string },
): string => {
  if (partsOfPath(path).element !== null && typeof value !== 'string')
    return value === null || value === false ? inOut.removed : inOut.added;
  return labels.value('organisation', path, value) || inOut.removed;
};

/** Every field for which two or more values are kept, with equal buttons; the keys 1 and 2 belong to the first. */
export const Rivals = ({ record }: { readonly record: RecordView }) => {
  const { t } = useTranslation('directory');
  const labels = useLabels();
  const who = useWho();
  const commit = useCommit();
  const keep = (path: string, value: Json): void => {
    const said = t('rival.kept', { field: labels.path('organisation', path) });
    void commit([{ kind: 'set', type: 'organisation', id: record.id, set: { [path]: value }, shown: record.seen }], said);
  };
  return record.rivals.map((path, index) => (
    <RivalCard
      key={path}
      title={t('rival.title', { field: labels.path('organisation', path) })}
      keyed={index === 0}
      choices={(record.versions[path] ?? []).map((version, place) => ({
        key: `${version.by.run} ${version.by.n}`,
        value: wordsOfValue(labels, path, version.value, { added: t('history.added'), removed: t('history.removed') }),
        author: version.by.author,
        origin: who.origin(version.by),
        shown: place === 0,
        onKeep: () => keep(path, version.value),
      }))}
    />
  ));
};
