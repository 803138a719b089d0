/** Every kind of record the cluster keeps. A type this program does not know (from a newer version) is kept and passed on, never shown. */
export const recordTypes = [
  'organisation',
  'person',
  'event',
  'session',
  'registration',
  'scan',
  'visit',
  'practice',
  'offer',
  'cooperation',
  'meeting',
  'study',
  'indicator',
  'consent',
  'attachment',
  'office',
  'list',
] as const;

export type RecordType = (typeof recordTypes)[number];

export const isRecordType = (text: string): text is RecordType => (recordTypes as readonly string[]).includes(text);

export const languages = ['hu', 'ro', 'en'] as const;
export type Language = (typeof languages)[number];

export const organisationKinds = ['enterprise', 'energySupplier', 'civil', 'authority', 'chamber', 'university'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const eventKinds = ['conference', 'workshop', 'exhibition', 'benchmarkingVisit', 'meeting'] as const;
export type EventKind = (typeof eventKinds)[number];

export const eventStatuses = ['draft', 'planned', 'held', 'postponed', 'cancelled'] as const;
export type EventStatus = (typeof eventStatuses)[number];

export const registrationStatuses = ['registered', 'confirmed', 'waiting', 'cancelled'] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

export const scanKinds = ['in', 'out', 'badge'] as const;
export type ScanKind = (typeof scanKinds)[number];

export const visitStatuses = ['draft', 'final'] as const;
export type VisitStatus = (typeof visitStatuses)[number];
