import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure, Result } from '../../../../base/result.ts';
import type { BundlePreview, SignedStatement } from '../../../../replica/api.ts';
import { useDesktop, useIdentity, useReplica } from '../../../replica/context.ts';

/** What accepting the signer of a bundle would be called; null where there is nobody to accept, or not here. */
export const useAdmissionLabel = ({ signer, request }: BundlePreview, canAdmit: boolean): string | null => {
  const { t } = useTranslation('exchange');
  if (!canAdmit || signer.state !== 'unknownKey') return null;
  if (request !== null) return t('trust.admitDevice');
  return signer.claim === null ? null : t('trust.admitOffice');
};

/** Has the desktop sign for whoever signed a bundle, the laptop that asks the own office or the office that is claimed, and keeps it. */
export const useAdmission = (): ((preview: BundlePreview) => Promise<Result<unknown, Failure>>) => {
  const replica = useReplica();
  const desktop = useDesktop();
  const { cluster } = useIdentity();
  return useCallback(
    async ({ request, signer }) => {
      const sign = async (): Promise<Result<SignedStatement, Failure> | null> => {
        if (request !== null) return desktop.admitDevice({ request });
        const claim = signer.state === 'unknownKey' ? signer.claim : null;
        return claim && desktop.admitOffice({ cluster, office: claim.office, key: claim.key });
      };
      const signed = await sign();
      if (signed === null) return { ok: true, value: null };
      return signed.ok ? replica.addStatements([signed.value]) : signed;
    },
    [replica, desktop, cluster],
  );
};
