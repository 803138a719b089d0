import type { Failure, Result } from '../../../../base/result.ts';
import type { PublicKey, SignedStatement } from '../../../../replica/api.ts';
import type { Said } from '../../../i18n/said.ts';
import { useDesktop, useIdentity, useReplica } from '../../../replica/context.ts';
import { asideKey, useAskAgain } from '../../../rounds/places.ts';
import { showFailure, showToast } from '../../../ui/toasts.ts';

/**
 * Has the desktop sign what a person says about a key, keeps it so that it travels, and says in a toast what was done. Files that wait are
 * tried again then: those of an office that has just been accepted are taken in, and nobody reads a reason that holds no longer.
 */
export const useTrustActs = () => {
  const replica = useReplica();
  const desktop = useDesktop();
  const askAgain = useAskAgain();
  const { cluster, office: own, device, author } = useIdentity();
  const tell = async (kept: Result<unknown, Failure>, said: Said): Promise<void> => {
    if (!kept.ok) return showFailure(kept.error);
    showToast({ said });
    const retried = await replica.retryAside();
    if (!retried.ok) showFailure(retried.error);
    await askAgain(asideKey);
  };
  const keep = async (signed: Result<SignedStatement, Failure>, said: Said, others: readonly SignedStatement[] = []): Promise<void> => {
    await tell(signed.ok ? await replica.addStatements([...others, signed.value]) : signed, said);
  };
  return {
    /** `others`: what the office says of itself, where it is not known yet. */
    accept: async (office: string, key: PublicKey, name: string, others: readonly SignedStatement[] = []): Promise<void> =>
      keep(await desktop.admitOffice({ cluster, office, key }), (t) => t('exchange:trust.acceptSaid', { office: name }), others),
    /** Of a machine's key, or of all known keys of an office: a colleague's machine may not know yet which followed which. */
    withdraw: async (office: string, keys: readonly PublicKey[], who: string): Promise<void> => {
      const { heads } = await replica.trustBook(); // What has arrived here by now still counts.
      const said: SignedStatement[] = [];
      for (const key of keys) {
        const signed = await desktop.revokeKey({ cluster, office, key, upTo: heads });
        if (!signed.ok) return showFailure(signed.error);
        said.push(signed.value);
      }
      await tell(await replica.addStatements(said), (t) => t('exchange:trust.withdrawSaid', { who }));
    },
    /** With what the office says of itself under its new key: invitations and certificates are made of that. */
    rotate: async (): Promise<void> => {
      const rotated = await desktop.rotateOfficeKey({ cluster, office: own.id });
      const renewed = await desktop.foundOffice({ cluster, office: own.id, name: own.name, country: own.country, device, author });
      await keep(rotated, (t) => t('exchange:trust.rotateSaid'), renewed.ok ? renewed.value.statements : []);
    },
  };
};
export type TrustActs = ReturnType<typeof useTrustActs>;
