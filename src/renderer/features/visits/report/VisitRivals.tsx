import { useTranslation } from 'react-i18next';
import type { Json } from '../../../../base/json.ts';
import type { RecordView } from '../../../../replica/api.ts';
import { useCommit } from '../../../replica/commit.ts';
import { RivalCard } from '../../../ui/RivalCard.tsx';
import { useVisitWords } from './useVisitWords.ts';

/** Fields that two offices wrote without knowing of each other; the keys 1 and 2 belong to the first. */
export const VisitRivals = ({ view }: { readonly view: RecordView }) => {
  const { t } = useTranslation('visits');
  const words = useVisitWords(view);
  const commit = useCommit();
  const keep = (path: string, value: Json): void =>
    void commit(
      [{ kind: 'set', type: 'visit', id: view.id, set: { [path]: value }, shown: view.seen }],
      t('report.rivalKept', { field: words.field(path) }),
    );
  return view.rivals.map((path, index) => (
    <RivalCard
      key={path}
      title={t('report.rival', { field: words.field(path) })}
      keyed={index === 0}
      choices={(view.versions[path] ?? []).map((version, place) => ({
        key: `${version.by.run} ${version.by.n}`,
        value: words.value(path, version.value),
        author: version.by.author,
        origin: words.origin(version.by),
        shown: place === 0,
        onKeep: () => keep(path, version.value),
      }))}
    />
  ));
};
