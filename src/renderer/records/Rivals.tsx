import { useTranslation } from 'react-i18next';
import type { Json } from '../../base/json.ts';
import type { RecordView } from '../../replica/api.ts';
import { useLabels } from '../i18n/labels.ts';
import { useCommit } from '../replica/commit.ts';
import { RivalCard } from '../ui/RivalCard.tsx';
import { useWho } from './useWho.ts';
import { ValueText } from './ValueText.tsx';

/** Every field for which two or more values are kept, with equal buttons; the keys 1 and 2 belong to the first. */
export const Rivals = ({ record }: { readonly record: RecordView }) => {
  const { t } = useTranslation('records');
  const labels = useLabels();
  const who = useWho();
  const commit = useCommit();
  const keep = (path: string, value: Json): void => {
    const said = t('rival.kept', { field: labels.path(record.type, path) });
    void commit([{ kind: 'set', type: record.type, id: record.id, set: { [path]: value }, shown: record.seen }], said);
  };
  const titleOf = (path: string): string => {
    const offices = new Set((record.versions[path] ?? []).map((version) => version.by.office));
    return t(offices.size > 1 ? 'rival.title' : 'rival.titleOneOffice', { field: labels.path(record.type, path) });
  };
  return record.rivals.map((path, index) => (
    <RivalCard
      key={path}
      title={titleOf(path)}
      keyed={index === 0}
      choices={(record.versions[path] ?? []).map((version, place) => ({
        key: `${version.by.run} ${version.by.n}`,
        value: <ValueText type={record.type} path={path} value={version.value} />,
        author: version.by.author,
        origin: who.origin(version.by),
        shown: place === 0,
        onKeep: () => keep(path, version.value),
      }))}
    />
  ));
};
