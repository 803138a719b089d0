import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isJsonObject } from '../../base/json.ts';
import { fieldsOf } from '../../domain/fields.ts';
import type { Values } from '../../domain/values.ts';
import type { HistoryEntry, RecordView } from '../../replica/api.ts';
import { labelsIn, partsOfPath, useLabels } from '../i18n/labels.ts';
import type { Said } from '../i18n/said.ts';
import { useCommit } from '../replica/commit.ts';
import { useHistory } from '../replica/queries.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Badge, StateBadge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { broughtBackBy } from './broughtBack.ts';
import styles from './HistoryList.module.css';
import { useWho } from './useWho.ts';
import { ValueText } from './ValueText.tsx';
import { valuesThen } from './valuesThen.ts';

/** True for changes of the field at `path`, of its elements and of its languages. */
export const belongsTo = (path: string, entry: Pick<HistoryEntry, 'path'>): boolean =>
  entry.path === path || entry.path.startsWith(`${path}/`) || entry.path.startsWith(`${path}.`);

/** The deletion mark of a record, which no form shows and nobody takes back by itself. */
const deletion = '#del';

const isDeletion = ({ path, value }: HistoryEntry): boolean => path === deletion && isJsonObject(value) && value.del === true;

/** Fields, and deletions in words; what the program notes for itself is nobody's change. */
const isShown = ({ path }: HistoryEntry): boolean =>
  path !== 'sample' && !path.includes('~') && (path === deletion || !path.startsWith('#'));

/** That the record was deleted or brought back, and by whom. */
const DeletionEntry = ({ entry }: { readonly entry: HistoryEntry }) => {
  const { t } = useTranslation('records');
  const who = useWho();
  return (
    <li className={styles.entry}>
      <Avatar name={entry.by.author} group={entry.by.office} />
      <div className={styles.words}>
        <div className={styles.field}>{t(isDeletion(entry) ? 'history.deleted' : 'history.broughtBack')}</div>
        <div className={styles.who}>{who.whole(entry.by)}</div>
      </div>
    </li>
  );
};

type EntryProps = {
  readonly record: RecordView;
  readonly entry: HistoryEntry;
  /** The record's values when it was written. */
  readonly values: Values;
  /** Whether it is the one that is shown, of several. */
  readonly isNow: boolean;
  /** Whose value it has brought back. */
  readonly earlier: HistoryEntry | null;
};

const Entry = ({ record, entry, values, isNow, earlier }: EntryProps) => {
  const { t } = useTranslation('records');
  const labels = useLabels();
  const who = useWho();
  const commit = useCommit();
  const field = labels.path(record.type, entry.path);
  const value = labels.value(record.type, entry.path, entry.value, values);
  const takeBack = (): void => {
    const set = { [entry.path]: entry.value };
    const said: Said = (t, language) => t('records:history.takenBack', { field: labelsIn(language).path(record.type, entry.path) });
    void commit([{ kind: 'set', type: record.type, id: record.id, set, shown: record.seen }], said);
  };
  return (
    <li className={styles.entry}>
      <Avatar name={entry.by.author} group={entry.by.office} />
      <div className={styles.words}>
        <div className={styles.field}>
          {field}
          {entry.state === 'rival' && <StateBadge state="rival">{t('history.differs')}</StateBadge>}
          {isNow && <Badge tone="grey">{t('history.now')}</Badge>}
        </div>
        <div className={styles.value}>
          <ValueText type={record.type} path={entry.path} value={entry.value} values={values} />
        </div>
        <div className={styles.who}>{who.whole(entry.by)}</div>
        {earlier && <div className={styles.who}>{t('history.sameAs', { who: who.whole(earlier.by) })}</div>}
      </div>
      {entry.state === 'past' && !record.deleted && (
        <Button variant="quiet" small aria-label={t('history.takeBackLabel', { field, value })} onClick={takeBack}>
          {t('history.takeBack')}
        </Button>
      )}
    </li>
  );
};

const commitOf = ({ by }: HistoryEntry): string => `${by.run} ${by.n}`;
const keyOf = (entry: HistoryEntry): string => `${entry.path} ${commitOf(entry)}`;

/** Newest first; what was written at once stands in the order of the record's fields. */
const inReadingOrder = (type: RecordView['type'], entries: readonly HistoryEntry[]): readonly HistoryEntry[] => {
  const names = fieldsOf[type].map(({ name }) => name);
  const placeOf = ({ path }: HistoryEntry): number => names.indexOf(partsOfPath(path).name);
  const commits = [...new Set(entries.map(commitOf))];
  return entries.toSorted((a, b) => commits.indexOf(commitOf(a)) - commits.indexOf(commitOf(b)) || placeOf(a) - placeOf(b));
};

export type HistoryListProps = {
  readonly record: RecordView;
  /** Only changes of this field. */
  readonly path?: string;
  /** In the small pane beside the record. */
  readonly narrow?: boolean;
};

/** Who wrote what and when, newest first; an older value can be taken back, which writes it as a new change. */
export const HistoryList = ({ record, path, narrow = false }: HistoryListProps) => {
  const { t } = useTranslation('records');
  const all = useHistory(record.type, record.id);
  const history = useMemo(() => inReadingOrder(record.type, (all ?? []).filter(isShown)), [record.type, all]);
  const entries = path === undefined ? history : history.filter((entry) => belongsTo(path, entry));
  const hasOthers = ({ path: own }: HistoryEntry): boolean => history.filter((other) => other.path === own).length > 1;
  if (!all) return null;
  if (entries.length === 0) return <p className={styles.empty}>{t('history.empty')}</p>;
  return (
    <ol className={styles.list}>
      {entries.map((entry) =>
        entry.path === deletion ? (
          <DeletionEntry key={keyOf(entry)} entry={entry} />
        ) : (
          <Entry
            key={keyOf(entry)}
            record={record}
            entry={entry}
            values={valuesThen(entry, history, record.values)}
            isNow={!narrow && entry.state === 'shown' && hasOthers(entry)}
            earlier={broughtBackBy(entry, history)}
          />
        ),
      )}
    </ol>
  );
};
