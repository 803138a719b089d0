import type { RecordType } from './recordTypes.ts';

/**
 * How the fields of a record are stored. `name` is the label key `fields:<type>.<name>`.
 *
 * - `text`, `paragraph`, `email`, `url`, `phone` (E.164), `day` (YYYY-MM-DD), `clock` (HH:MM), `zone` (IANA): a string at path `name`
 * - `instant`: UTC milliseconds; `number`; `flag`: boolean
 * - `choice`: one of `choices`; `reference`: the id of a record of type `to`
 * - `translated`: three strings at `name.hu`, `name.ro`, `name.en`
 * - `set`: `true` at `name/<element>` for each element (an element taken out is `null`); with `to`, elements are ids of that type
 * - `entries`: an object at `name/<uuid>` for each entry
 * - `group`: one object at `name`, because its parts belong together and a merge must never mix them
 */
export type FieldKind =
  | 'text'
  | 'paragraph'
  | 'email'
  | 'url'
  | 'phone'
  | 'day'
  | 'clock'
  | 'zone'
  | 'instant'
  | 'number'
  | 'flag'
  | 'choice'
  | 'reference'
  | 'translated'
  | 'set'
  | 'entries'
  | 'group';

export type Field = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly required?: boolean;
  readonly choices?: readonly string[];
  readonly to?: RecordType;
  /** Parts of a `group` or of one entry of `entries`, in reading order. */
  readonly parts?: readonly string[];
};

const sample: Field = { name: 'sample', kind: 'flag' };

/** The record types and their fields. Anything else found in a record comes from a newer version and is left alone. */
export const fieldsOf: Readonly<Record<RecordType, readonly Field[]>> = {
  organisation: [
    { name: 'name', kind: 'text', required: true }, // with its legal form, as registered: "Példa Napelem Bt."
    { name: 'country', kind: 'choice', choices: ['HU', 'RO'], required: true },
    {
      name: 'kind',
      kind: 'choice',
      choices: ['enterprise', 'energySupplier', 'civil', 'authority', 'chamber', 'university'],
      required: true,
    },
    { name: 'network', kind: 'text' }, // short name of the network it belongs to: "SHENA", "AAUR"
    { name: 'address', kind: 'group', parts: ['postcode', 'town', 'street', 'county'] }, // county: NUTS-3 code
    { name: 'identifier', kind: 'set' }, // identifier/<kind>: string as typed; kinds in identifiers.ts
    { name: 'sector', kind: 'choice', choices: [...'ABCDEFGHIJKLMNOPQRSTUV'] }, // NACE Rev. 2.1 section letter
    { name: 'nace', kind: 'set' }, // nace/2.1:35.12 or nace/2:35.11
    { name: 'phone', kind: 'phone' },
    { name: 'email', kind: 'email' },
    { name: 'website', kind: 'url' },
    { name: 'memberSince', kind: 'number' }, // year
    { name: 'summary', kind: 'translated' },
    { name: 'tag', kind: 'set' },
    { name: 'sameAs', kind: 'reference', to: 'organisation' },
    sample,
  ],
  person: [
    { name: 'name', kind: 'group', parts: ['family', 'given', 'title', 'order'], required: true }, // order: 'family-first' | 'given-first'
    { name: 'organisation', kind: 'reference', to: 'organisation' },
    { name: 'role', kind: 'text' },
    { name: 'email', kind: 'email' },
    { name: 'phone', kind: 'phone' },
    { name: 'language', kind: 'set' }, // language/hu
    { name: 'country', kind: 'choice', choices: ['HU', 'RO'] },
    sample,
  ],
  event: [
    { name: 'kind', kind: 'choice', choices: ['conference', 'workshop', 'exhibition', 'benchmarkingVisit', 'meeting'], required: true },
    { name: 'title', kind: 'translated', required: true },
    { name: 'status', kind: 'choice', choices: ['draft', 'planned', 'held', 'postponed', 'cancelled'], required: true },
    { name: 'start', kind: 'instant', required: true },
    { name: 'end', kind: 'instant' },
    { name: 'zone', kind: 'zone', required: true },
    { name: 'venue', kind: 'group', parts: ['name', 'postcode', 'town', 'street', 'county', 'country'] },
    { name: 'organiser', kind: 'set', to: 'organisation' },
    { name: 'language', kind: 'set' },
    { name: 'public', kind: 'flag' },
    { name: 'capacity', kind: 'number' },
    { name: 'description', kind: 'translated' },
    sample,
  ],
  session: [
    { name: 'event', kind: 'reference', to: 'event', required: true },
    { name: 'title', kind: 'translated', required: true },
    { name: 'start', kind: 'instant' },
    { name: 'end', kind: 'instant' },
    { name: 'room', kind: 'text' },
    { name: 'speaker', kind: 'text' },
    sample,
  ],
  registration: [
    { name: 'event', kind: 'reference', to: 'event', required: true },
    { name: 'name', kind: 'group', parts: ['family', 'given', 'title', 'order'], required: true },
    { name: 'person', kind: 'reference', to: 'person' },
    { name: 'organisation', kind: 'reference', to: 'organisation' },
    { name: 'organisationName', kind: 'text' }, // as typed, where the organisation is not in the directory
    { name: 'country', kind: 'choice', choices: ['HU', 'RO', 'other'] },
    { name: 'role', kind: 'choice', choices: ['participant', 'speaker', 'organiser', 'moderator', 'interpreter', 'exhibitor'] },
    { name: 'status', kind: 'choice', choices: ['registered', 'confirmed', 'waiting', 'cancelled'], required: true },
    { name: 'walkIn', kind: 'flag' },
    { name: 'badge', kind: 'text' }, // badge code, unique within the event: 8 characters, see badges.ts
    { name: 'photo', kind: 'group', parts: ['portrait', 'publication'] }, // each 'yes' | 'no'; absent means not asked
    { name: 'at', kind: 'instant' },
    sample,
  ],
  scan: [
    { name: 'event', kind: 'reference', to: 'event', required: true },
    { name: 'registration', kind: 'reference', to: 'registration', required: true },
    { name: 'kind', kind: 'choice', choices: ['in', 'out', 'badge'], required: true },
    { name: 'at', kind: 'instant', required: true },
    { name: 'station', kind: 'text' },
    sample,
  ],
  visit: [
    { name: 'host', kind: 'reference', to: 'organisation', required: true },
    { name: 'day', kind: 'day', required: true },
    { name: 'from', kind: 'clock' },
    { name: 'until', kind: 'clock' },
    { name: 'zone', kind: 'zone', required: true },
    { name: 'office', kind: 'reference', to: 'office' },
    { name: 'status', kind: 'choice', choices: ['draft', 'final'], required: true },
    { name: 'finalisedOn', kind: 'day' },
    { name: 'summary', kind: 'translated', required: true },
    { name: 'participant', kind: 'entries', parts: ['name', 'organisation', 'country', 'person'] },
    { name: 'finding', kind: 'entries', parts: ['title', 'text', 'measure', 'transferable'] },
    { name: 'followUp', kind: 'entries', parts: ['what', 'who', 'due', 'done'] },
    sample,
  ],
  practice: [
    { name: 'title', kind: 'translated', required: true },
    { name: 'description', kind: 'translated' },
    { name: 'organisation', kind: 'reference', to: 'organisation' },
    { name: 'visit', kind: 'reference', to: 'visit' },
    { name: 'measure', kind: 'text' },
    { name: 'transferable', kind: 'flag' },
    { name: 'tag', kind: 'set' },
    sample,
  ],
  offer: [
    { name: 'kind', kind: 'choice', choices: ['offer', 'request'], required: true },
    { name: 'organisation', kind: 'reference', to: 'organisation', required: true },
    { name: 'title', kind: 'translated', required: true },
    { name: 'description', kind: 'translated' },
    { name: 'tag', kind: 'set' },
    { name: 'until', kind: 'day' },
    sample,
  ],
  cooperation: [
    { name: 'title', kind: 'translated', required: true },
    { name: 'kind', kind: 'choice', choices: ['contact', 'letterOfIntent', 'agreement', 'jointProject'], required: true },
    { name: 'party', kind: 'set', to: 'organisation' },
    { name: 'since', kind: 'day' },
    { name: 'status', kind: 'choice', choices: ['open', 'active', 'ended'] },
    { name: 'description', kind: 'translated' },
    sample,
  ],
  meeting: [
    { name: 'event', kind: 'reference', to: 'event' },
    { name: 'party', kind: 'set', to: 'organisation' },
    { name: 'start', kind: 'instant' },
    { name: 'end', kind: 'instant' },
    { name: 'place', kind: 'text' },
    sample,
  ],
  study: [
    { name: 'title', kind: 'translated', required: true },
    { name: 'kind', kind: 'choice', choices: ['operation', 'numerical', 'closing'] },
    { name: 'day', kind: 'day' },
    { name: 'summary', kind: 'translated' },
    sample,
  ],
  indicator: [
    { name: 'code', kind: 'text', required: true },
    { name: 'title', kind: 'translated', required: true },
    { name: 'unit', kind: 'text' },
    { name: 'baseline', kind: 'number' },
    { name: 'target', kind: 'number' },
    { name: 'achieved', kind: 'number' },
    sample,
  ],
  consent: [
    { name: 'person', kind: 'reference', to: 'person' },
    { name: 'registration', kind: 'reference', to: 'registration' },
    { name: 'purpose', kind: 'text', required: true },
    { name: 'given', kind: 'flag', required: true },
    { name: 'wording', kind: 'group', parts: ['version', 'language', 'text'] },
    { name: 'how', kind: 'choice', choices: ['screen', 'paper', 'email'] },
    { name: 'at', kind: 'instant', required: true },
    sample,
  ],
  attachment: [
    { name: 'of', kind: 'reference', required: true },
    { name: 'name', kind: 'text', required: true },
    { name: 'file', kind: 'group', parts: ['sha256', 'mime', 'bytes', 'width', 'height'], required: true },
    { name: 'thumbnail', kind: 'text' }, // data:image/jpeg;base64,… of at most 40 kB
    { name: 'caption', kind: 'translated' },
    { name: 'at', kind: 'instant' },
    sample,
  ],
  office: [
    { name: 'name', kind: 'text', required: true }, // "Szeged", "Timișoara"
    { name: 'country', kind: 'choice', choices: ['HU', 'RO'], required: true },
    { name: 'organisation', kind: 'reference', to: 'organisation' },
    { name: 'retired', kind: 'set' }, // its machines that are not used any more, by device; its own id where all of it takes no part any more
    { name: 'lost', kind: 'set' }, // changes of its machines that are lost for good, as <run>-<number>: those up to this number
    sample,
  ],
  list: [
    { name: 'list', kind: 'text', required: true },
    { name: 'code', kind: 'text', required: true },
    { name: 'label', kind: 'translated', required: true },
    sample,
  ],
};
