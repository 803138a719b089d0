/** The names of everything a window may ask, apart from the schemas: the bridge and the window need names only, and no parser. */
export const methods = [
  'hello',
  'readSettings',
  'writeSettings',
  'readSentinel',
  'setSafetyCopyAside',
  'appendSafetyCopy',
  'listSafetyCopy',
  'readSafetyCopy',
  'freeSpace',
  'isSnapshotDue',
  'listSnapshots',
  'readSnapshot',
  'keepDrafts',
  'readDrafts',
  'putAttachment',
  'getAttachment',
  'noteAttachments',
  'listPlaces',
  'addPlace',
  'changePlaceSecret',
  'sealPlace',
  'forgetPlace',
  'probePlace',
  'listPlaceBundles',
  'readPlaceBundle',
  'publishPlaceBundle',
  'removePlaceBundles',
  'listPlaceBlobs',
  'putPlaceBlob',
  'fetchPlaceBlob',
  'purgePlaceBlobs',
  'cancelPlaceWork',
  'keys',
  'officeKey',
  'signBundle',
  'foundOffice',
  'requestCertificate',
  'admitDevice',
  'admitOffice',
  'revokeKey',
  'rotateOfficeKey',
  'unwrapFileKey',
  'keepAside',
  'listAside',
  'readAside',
  'refuseAside',
  'dropAside',
] as const;

/** What the desktop tells its windows when the machine has woken up: channel of the bridge and name of the window's event. */
export const resumed = 'interreg-resumed';

/** The same for the system's shutdown: finish and close, nobody is there to be asked. */
export const leaving = 'interreg-leaving';

export type Method = (typeof methods)[number];
