import { beforeAll, describe, expect, it, vi } from 'vitest';
import { describeFailure } from '../../../src/renderer/i18n/failure.ts';
import { i18n, startI18n } from '../../../src/renderer/i18n/i18n.ts';

const known = [
  'notSaved',
  'takenOver',
  'notSetUp',
  'invalidChange',
  'cancelled',
  'alreadySetUp',
  'officeUnknown',
  'ownedElsewhere',
  'storeUnavailable',
  'newerStore',
  'recoveryFailed',
  'invalidRequest',
  'desktopUnavailable',
  'desktopFault',
  'diskFailed',
  'safetyCopyDamaged',
  'notFound',
  'hashMismatch',
  'fileTypeRefused',
  'newPlaceUnreachable',
  'bundleUnreadable',
  'bundleTooLarge',
  'bundleNotCompressed',
  'bundleNotABundle',
  'bundleNewer',
  'bundleOtherCluster',
  'bundleTruncated',
  'bundleDamaged',
  'bundleMalformed',
  'bundleInconsistent',
  'bundleEncrypted',
  'bundleNeedsPassphrase',
  'bundleWrongPassphrase',
  'bundleNotForUs',
  'bundleKeyUnavailable',
  'bundleEnvelopeDamaged',
  'bundleForOthers',
  'bundleMergeTooLarge',
  'bundleTooManyRuns',
  'headerTooLarge',
  'passphraseTooWeak',
  'recipientsMissing',
  'recipientUnreadable',
  'officeNotAccepted',
  'officeWithoutLaptops',
  'placeNotFound',
  'placeFolderMissing',
  'placeIsFile',
  'officeKeyElsewhere',
  'requestOutdated',
  'asideFull',
  'invitationNone',
  'invitationNewer',
  'invitationDamaged',
  'codeNone',
  'pictureUnreadable',
  'cameraNone',
  'cameraRefused',
  'cameraBusy',
  'bundleNeedsConfirmation',
  'nothingToUndo',
];

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  await startI18n('en');
});

describe.each(['en', 'hu', 'ro'])('failures in %s', (language) => {
  it.each(known)('say what happened and what to do about %s', async (type) => {
    await i18n.changeLanguage(language);
    const words = describeFailure({ type });
    expect(words.title).not.toBe('');
    expect(words.text).not.toBe('');
    expect(words.title).not.toBe(describeFailure({ type: 'neverHeardOf' }).title);
    expect(words.code).toBe(type);
  });
});

describe('a failure', () => {
  it('of a kind this version does not know is told without its name, which stays in the details', async () => {
    await i18n.changeLanguage('en');
    const words = describeFailure({ type: 'neverHeardOf' });
    expect(words.title).toBe('An unexpected answer came back');
    expect(words.code).toBe('neverHeardOf');
  });
});
