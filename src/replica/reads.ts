import type { RecordId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import type { Path, Vector } from '../crdt/types.ts';
import type { Language, RecordType } from '../domain/recordTypes.ts';

/** Shown values by path. Cleared fields (`null`) and elements taken out of sets are left out. */
export type Values = Readonly<Record<Path, Json>>;

export type Row = {
  readonly type: RecordType;
  readonly id: RecordId;
  /** Only `rows` and `personTraces` answer deleted records: what refers to them still needs their names. */
  readonly deleted?: boolean;
  readonly values: Values;
  /** Of a search only: the names of records that are joined to it, by which it is found too. */
  readonly joinedNames?: readonly string[];
  /** Paths with two or more different values. */
  readonly rivals: readonly Path[];
  /** What a person has to decide about it, the first thing where there are several; null where nothing waits. */
  readonly waits: RivalEntry['kind'] | null;
  /** Hand it back as `shown` when this state was edited. */
  readonly seen: Vector;
};

/** A path names a field, or one part of a group as `group>part`, for example `address>county`. */
export type Condition =
  | { readonly path: string; readonly is: Json }
  | { readonly path: string; readonly in: readonly Json[] }
  /** Numbers or strings; `from` inclusive, `to` exclusive. `orNone`: what holds no value to be compared passes as well. */
  | { readonly path: string; readonly from?: number | string; readonly to?: number | string; readonly orNone?: boolean }
  | { readonly path: string; readonly present: boolean }
  /** Records that wait for a decision (`Row.waits`); `path` is the constant `#waits`. */
  | { readonly path: '#waits'; readonly any: true };

export type ListQuery = {
  readonly type: RecordType;
  /** Words in any spelling; every word must begin some word of the record. */
  readonly text?: string;
  /** Nobody types and waits: asked for its text only once the search index is there. */
  readonly patient?: true;
  readonly where?: readonly Condition[];
  /** Default: by the record's title (name, title in `locale`, day) upwards, collated in `locale`. `path` may be `group>part`; `#relevance` only with text. */
  readonly sort?: { readonly path: string; readonly direction: 'up' | 'down' };
  readonly locale: Language;
  readonly offset: number;
  /** At most 500. */
  readonly limit: number;
  /** Named counts for filter chips: rows matching `text`, the `where` conditions on other paths than the chip's, and the chip's own. */
  readonly counts?: Readonly<Record<string, readonly Condition[]>>;
};
export type ListPage = {
  readonly total: number;
  readonly rows: readonly Row[];
  readonly counts: Readonly<Record<string, number>>;
  /** True when nothing matched exactly and typing errors were tolerated. */
  readonly fuzzy: boolean;
  /** False while only the first rows are there (start). */
  readonly complete: boolean;
  /** Time the worker took, in milliseconds; for measurements. */
  readonly workerMs: number;
};
/** What narrows the records among which something is counted. */
export type Passing = Pick<ListQuery, 'where' | 'text'>;
export type ValueCount = { readonly value: Json; readonly count: number };

export type Attribution = {
  readonly author: string;
  readonly office: string;
  readonly at: number;
  readonly run: string;
  readonly n: number;
  readonly own: boolean;
};
export type FieldVersion = { readonly value: Json; readonly by: Attribution };

export type RecordView = Row & {
  readonly deleted: boolean;
  readonly erased: boolean;
  /** For each path in `rivals`: its different values, the shown one first. */
  readonly versions: Readonly<Record<Path, readonly FieldVersion[]>>;
  readonly changedBy: Readonly<Record<Path, Attribution>>;
  /** Languages of a translated field whose source text is newer: `summary.ro`. */
  readonly outdated: readonly Path[];
  /** The record this one was joined to, followed to its end; null when it stands for itself. */
  readonly joinedTo: RecordId | null;
  /** The records that were joined to this one, over others or not: what names them means this one. */
  readonly joined: readonly RecordId[];
  /** Who deleted it last; null where it is not deleted. */
  readonly deletedBy: Attribution | null;
  /** That it was deleted here and edited there: the `editAgainstDelete` entry of the inbox. */
  readonly contested: RivalEntry | null;
  /** That it was joined to a record which has been erased: the `late` entry of the inbox. */
  readonly late: RivalEntry | null;
  /** Whom it names although they have been erased; `erasedPerson` entries of the inbox. */
  readonly erasedPeople: readonly RivalEntry[];
  /** What others wrote into records joined to this one without knowing of that; `joined` entries of the inbox. */
  readonly joinedEdits: readonly RivalEntry[];
};

/** Where somebody stands of whom one record is to be erased. */
export type PersonTraces = {
  /** How many records are joined with it, and so erased with it. */
  readonly joined: number;
  /** Whether it is the registration of somebody who came. */
  readonly came: boolean;
  /** Further people and registrations, deleted ones too, that may be the same person: by a reference, or else by the same name. */
  readonly records: readonly (Row & { readonly refers: boolean; readonly came: boolean })[];
  /** Visits that name them among the participants or in a follow-up, and sessions in which they speak. */
  readonly mentions: readonly Row[];
};

export type HistoryEntry = {
  readonly path: Path;
  readonly value: Json;
  readonly by: Attribution;
  readonly state: 'shown' | 'rival' | 'past';
};

/**
 * `values`: a field has several. `editAgainstDelete`: a record was deleted here and edited there. `joined`: a record was joined to this one
 * and edited by somebody who did not know; the survivor's value stands first. `late`: it was joined to one that has been erased, and turned up after that.
 * `erasedPerson`: at `path` it names somebody whose record has been erased.
 */
export type RivalEntry = {
  readonly kind: 'values' | 'editAgainstDelete' | 'joined' | 'late' | 'erasedPerson';
  readonly type: RecordType;
  readonly id: RecordId;
  readonly values: Values;
  readonly seen: Vector;
  readonly path: Path;
  readonly versions: readonly FieldVersion[];
  /** Of a record that was deleted and edited: who edited it last without knowing of that. Null for other kinds. */
  readonly editedBy: Attribution | null;
  /** Who brought that edit back after it had been taken back; null where nobody did. */
  readonly broughtBackBy: Attribution | null;
  /** The record that was joined away; `settleJoined` with its `seen` ends the question. */
  readonly duplicate: { readonly id: RecordId; readonly seen: Vector } | null;
};

/** What the inbox is narrowed to; null shows all of it. */
export type InboxFilter = {
  readonly type: RecordType | null;
  /** Name of an office that wrote one of the values. */
  readonly office: string | null;
  readonly kind: RivalEntry['kind'] | null;
};
export type InboxQuery = InboxFilter & { readonly limit: number };
export type InboxPage = {
  /** Entries in all, and those that pass; of these `entries` are the first. */
  readonly all: number;
  readonly passing: number;
  readonly entries: readonly RivalEntry[];
  /** Of all entries: how many of each type and kind, and which offices wrote any. */
  readonly types: Readonly<Record<string, number>>;
  readonly kinds: Readonly<Record<string, number>>;
  readonly offices: readonly string[];
  /** The same of those that pass. */
  readonly passingKinds: Readonly<Record<string, number>>;
  readonly passingOffices: readonly string[];
};
