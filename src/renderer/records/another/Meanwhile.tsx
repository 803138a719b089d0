import { useTranslation } from 'react-i18next';
import type { FieldVersion, RecordView, RivalEntry } from '../../../replica/api.ts';
import { useRecord } from '../../replica/queries.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useWho } from '../useWho.ts';
import { ValueText } from '../ValueText.tsx';

const stampsOf = (versions: readonly FieldVersion[]): string =>
  versions
    .map(({ by }) => `${by.run} ${by.n}`)
    .sort()
    .join();

/** Whether other values wait now than when somebody began to write. */
export const hasChanged = (begun: RivalEntry, now: RivalEntry): boolean => stampsOf(begun.versions) !== stampsOf(now.versions);

const Decided = ({ record, path }: { readonly record: RecordView; readonly path: string }) => {
  const { t } = useTranslation('records');
  const who = useWho();
  const by = record.changedBy[path];
  return (
    <Notice tone="warning" title={t('another.decided')}>
      <p>
        <strong>
          <ValueText type={record.type} path={path} value={record.values[path] ?? null} values={record.values} />
        </strong>
        {by && ` (${who.whole(by)})`}
      </p>
      <p>{t('another.decidedHint')}</p>
    </Notice>
  );
};

/** What has become of a question that left its list while somebody was writing a value for it; nothing where it still waits, further down or behind a filter. */
export const Meanwhile = ({ entry }: { readonly entry: RivalEntry }) => {
  const { t } = useTranslation('records');
  const { type, id, path, duplicate } = entry;
  const record = useRecord(type, id).data;
  if (record === undefined) return null;
  if (record === null || record.erased) return <Notice tone="warning" title={t('another.erased')} />;
  if (record.deleted) return <Notice tone="warning" title={t('another.deleted')} />;
  const isJoined = record.joinedEdits.some((edit) => edit.path === path && edit.duplicate?.id === duplicate?.id);
  if (duplicate === null ? record.rivals.includes(path) : isJoined) return null;
  return <Decided record={record} path={path} />;
};
