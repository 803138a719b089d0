import { safeStorage } from 'electron';
import type { SecretCodec } from '../host/secrets.ts';

/** On Linux without a keyring Electron offers encryption with a key that anybody knows; that is not one. */
const hasKeyring = (): boolean => process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';

/** The system's key store (Keychain, DPAPI, libsecret, KWallet) for the host's secrets. */
export const systemKeyStore: SecretCodec = {
  isAvailable: async () => hasKeyring() && (await safeStorage.isAsyncEncryptionAvailable()),
  // Electron rejects where the system or the person refuses; there is nothing else to read from it.
  seal: (secret) => safeStorage.encryptStringAsync(secret).catch(() => null),
  open: (sealed) =>
    safeStorage.decryptStringAsync(Buffer.from(sealed)).then(
      ({ result }) => result,
      () => null,
    ),
};
