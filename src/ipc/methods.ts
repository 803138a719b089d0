/** The names of everything a window may ask, apart from the schemas: the bridge and the window need names only, and no parser. */
export const methods = [
  'hello',
  'readSettings',
  'writeSettings',
  'readSentinel',
  'appendSafetyCopy',
  'listSafetyCopy',
  'readSafetyCopy',
  'isSnapshotDue',
  'listSnapshots',
  'readSnapshot',
  'putAttachment',
  'getAttachment',
] as const;

export type Method = (typeof methods)[number];
