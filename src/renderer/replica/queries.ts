import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RecordId } from '../../base/ids.ts';
import type { RecordType } from '../../domain/recordTypes.ts';
import type {
  Draft,
  HistoryEntry,
  InboxPage,
  InboxQuery,
  ListPage,
  ListQuery,
  OfficeLedger,
  Passing,
  PastExchange,
  PersonTraces,
  RecordView,
  RivalEntry,
  Row,
  ShownTrust,
  ValueCount,
} from '../../replica/api.ts';
import { useReplica } from './context.ts';
import { draftsKey, overviewKey, recordKey } from './events.ts';
import { isUntouched } from './newForm.ts';
import { useUnkept, withUnkept } from './unkept.ts';

/** One page of a list, at most 500 rows. The former answer stays while the next is on its way. `null` asks nothing. */
export const useList = (query: ListQuery | null): UseQueryResult<ListPage> => {
  const replica = useReplica();
  return useQuery({
    queryKey: [...recordKey(query?.type ?? 'list'), 'list', query],
    queryFn: () => (query ? replica.list(query) : Promise.reject(new Error('Nothing was asked'))),
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });
};

/** How many rows of a long list are asked for at once. */
export const pageSize = 100;

export type LongList = {
  readonly total: number;
  /** Empty until the first answer. */
  readonly counts: Readonly<Record<string, number>>;
  readonly fuzzy: boolean;
  /** False until the first answer and while the store is still reading in. */
  readonly complete: boolean;
  /** False until the first answer: nothing is known of how many there are. */
  readonly answered: boolean;
  /** False while the rows answer what was asked before. */
  readonly current: boolean;
  /** Undefined while the page of that row is on its way. */
  readonly rowAt: (index: number) => Row | undefined;
  readonly indexOf: (id: string | null) => number;
  /** Hand this to `VirtualList.onRange`. */
  readonly onRange: (first: number, last: number) => void;
};

/** A list of any length for a `VirtualList`: pages of 100 rows are asked for as they come into view. */
export const useLongList = (query: Omit<ListQuery, 'offset' | 'limit'>): LongList => {
  const replica = useReplica();
  const [range, setRange] = useState<readonly [first: number, last: number]>([0, 0]);
  const [from, to] = [Math.floor(range[0] / pageSize), Math.floor(range[1] / pageSize)];
  const pages = useMemo(() => [...new Set([0, ...Array.from({ length: to - from + 1 }, (_, index) => from + index)])], [from, to]);
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...recordKey(query.type), 'page', query, page],
      queryFn: () => replica.list({ ...query, offset: page * pageSize, limit: pageSize, ...(page === 0 ? {} : { counts: {} }) }),
    })),
  });
  const read = new Map<number, Row>();
  for (const [index, page] of pages.entries()) {
    for (const [offset, row] of (answers[index]?.data?.rows ?? []).entries()) read.set(page * pageSize + offset, row);
  }
  // The former answer stays while the next is on its way: a list that is empty for a moment would be seen, and read out.
  const now = { type: query.type, head: answers[0]?.data, rows: read };
  const former = useRef(now);
  const { head, rows } = now.head === undefined && former.current.type === now.type ? former.current : now;
  useEffect(() => {
    former.current = { type: query.type, head, rows };
  });
  return {
    total: head?.total ?? 0,
    counts: head?.counts ?? {},
    fuzzy: head?.fuzzy ?? false,
    complete: head?.complete ?? false,
    answered: head !== undefined,
    current: now.head !== undefined,
    rowAt: (index) => rows.get(index),
    indexOf: (id) => (id === null ? -1 : ([...rows].find(([, row]) => row.id === id)?.[0] ?? -1)),
    onRange: useCallback((first: number, last: number) => setRange([first, last]), []),
  };
};

/** What a field that searches while one types asks for besides the type: those named so first, or all by title while nothing is typed. */
export const matching = (typed: string): Pick<ListQuery, 'text' | 'sort'> => {
  const text = typed.trim();
  return text === '' ? {} : { text, sort: { path: '#relevance', direction: 'up' } };
};

/** A record with its rivals, authors and outdated translations; null when there is none. */
export const useRecord = (type: RecordType, id: RecordId | null): UseQueryResult<RecordView | null> => {
  const replica = useReplica();
  return useQuery({
    queryKey: [...recordKey(type), 'record', id],
    queryFn: () => (id ? replica.get(type, id) : Promise.resolve(null)),
    enabled: id !== null,
    ...(id !== null && isUntouched(id) ? { initialData: null } : {}),
  });
};

/**
 * A record for the form that is to be opened on it: undefined until an answer that nothing has outdated, because what a form was opened with
 * is what counts as shown when it is saved. What comes afterwards is handed on as it is.
 */
export const useRecordForForm = (type: RecordType, id: RecordId | null): RecordView | null | undefined => {
  const { data, isStale } = useRecord(type, id);
  const [begun, begin] = useState<RecordId | null>(null);
  if (begun !== id && data !== undefined && !isStale) begin(id);
  return begun === id ? data : undefined;
};

const noRows: readonly Row[] = [];

export type Referenced = {
  /** Of those ids that have been found, in their order. */
  readonly rows: readonly Row[];
  /** False until all of them have been looked for: one that is missing may be there. */
  readonly isAnswered: boolean;
};

/** Rows of known ids, also deleted ones (`row.deleted`): what refers to them still needs their names. */
export const useReferenced = (type: RecordType, ids: readonly RecordId[]): Referenced => {
  const replica = useReplica();
  const { data, isPlaceholderData } = useQuery({
    queryKey: [...recordKey(type), 'rows', ids],
    queryFn: () => replica.rows(type, ids),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });
  const isAnswered = ids.length === 0 || (data !== undefined && !isPlaceholderData);
  const asked = ids.join();
  // The former answer stands in for what it tells of these ids, and for nothing else: no record is called by the name of another.
  const rows = useMemo(() => {
    const wanted = new Set(asked.split(','));
    return (data ?? noRows).filter(({ id }) => wanted.has(id));
  }, [data, asked]);
  return { rows, isAnswered };
};

/** Rows of known ids that are not deleted, in their order. */
export const useRows = (type: RecordType, ids: readonly RecordId[]): Referenced => {
  const { rows, isAnswered } = useReferenced(type, ids);
  return { rows: useMemo(() => rows.filter((row) => !row.deleted), [rows]), isAnswered };
};

/** Distinct values of a field with their counts among the records that pass: suggestions and filters. Undefined until the first answer. */
export const useValues = (type: RecordType, path: string, limit = 50, passing: Passing = {}): readonly ValueCount[] | undefined => {
  const replica = useReplica();
  return useQuery({
    queryKey: [...recordKey(type), 'values', path, limit, passing],
    queryFn: () => replica.values(type, path, limit, passing),
    placeholderData: keepPreviousData,
  }).data;
};

/** Where else somebody stands of whom this is a record; undefined until that is known, null where there is no such record any more. */
export const usePersonTraces = (type: RecordType, id: RecordId): PersonTraces | null | undefined => {
  const replica = useReplica();
  return useQuery({ queryKey: [...overviewKey, 'traces', type, id], queryFn: () => replica.personTraces(type, id) }).data;
};

const useAskedHistory = (type: RecordType, id: RecordId, enabled: boolean) => {
  const replica = useReplica();
  return useQuery({ queryKey: [...recordKey(type), 'history', id], queryFn: () => replica.history(type, id), enabled });
};

/** Of a record, newest first; undefined until the first answer. */
export const useHistory = (type: RecordType, id: RecordId): readonly HistoryEntry[] | undefined => useAskedHistory(type, id, true).data;

/** The same, undefined also while it is asked for anew: for what an older one would tell wrongly. */
export const useHistoryNow = (type: RecordType, id: RecordId, enabled: boolean): readonly HistoryEntry[] | undefined => {
  const { data, isStale } = useAskedHistory(type, id, enabled);
  return isStale ? undefined : data;
};

/** Live records of every type; undefined until the first answer. */
export const useCounts = (): Readonly<Record<RecordType, number>> | undefined => {
  const replica = useReplica();
  return useQuery({ queryKey: [...overviewKey, 'counts'], queryFn: () => replica.counts() }).data;
};

export const useRivals = (limit = 50): { readonly total: number; readonly entries: readonly RivalEntry[] } | undefined => {
  const replica = useReplica();
  return useQuery({ queryKey: [...overviewKey, 'rivals', limit], queryFn: () => replica.rivals(limit) }).data;
};

/** What waits for a decision and passes the filter; the former answer stays while the next is on its way. */
export const useInbox = (query: InboxQuery): InboxPage | undefined => {
  const replica = useReplica();
  const queryKey = [...overviewKey, 'inbox', query];
  return useQuery({ queryKey, queryFn: () => replica.inbox(query), placeholderData: keepPreviousData }).data;
};

const ofForms = (drafts: readonly Draft[]): readonly Draft[] => drafts.filter(({ question }) => question === undefined);

/** What was begun in forms and not saved, the latest first. */
export const useDrafts = (): readonly Draft[] | undefined => {
  const replica = useReplica();
  const unkept = useUnkept();
  const stored = useQuery({ queryKey: draftsKey, queryFn: () => replica.drafts() }).data;
  return useMemo(() => stored && ofForms(withUnkept(stored, unkept)), [stored, unkept]);
};

export const useLedger = (): readonly OfficeLedger[] | undefined => {
  const replica = useReplica();
  return useQuery({ queryKey: [...overviewKey, 'ledger'], queryFn: () => replica.ledger() }).data;
};

export const useExchanges = (): readonly PastExchange[] | undefined => {
  const replica = useReplica();
  return useQuery({ queryKey: [...overviewKey, 'exchanges'], queryFn: () => replica.exchanges() }).data;
};

/** Who is trusted, who asks to be, and what others propose. */
export const useTrust = (): ShownTrust | undefined => {
  const replica = useReplica();
  return useQuery({ queryKey: [...overviewKey, 'trust'], queryFn: () => replica.trustBook() }).data;
};
