import { IconShieldCheck, IconShieldQuestion, IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { searchKey } from '../../../../base/fold.ts';
import type { BundlePreview } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useIdentity } from '../../../replica/context.ts';
import { Fingerprint } from './Fingerprint.tsx';
import styles from './SignerBlock.module.css';

export type SignerBlockProps = {
  readonly preview: BundlePreview;
  /** False where another laptop of the office holds its key and has to accept others. */
  readonly canAdmit: boolean;
};

type Unknown = Extract<BundlePreview['signer'], { state: 'unknownKey' }>;

const UnknownOffice = ({ signer, preview, canAdmit }: SignerBlockProps & { readonly signer: Unknown }) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const { office: own } = useIdentity();
  const { claim } = signer;
  if (preview.request !== null) {
    return (
      <>
        <strong>{t('trust.signer.request', { author: preview.from.author })}</strong>
        <p>{t('trust.signer.requestText')}</p>
        <Fingerprint digits={signer.fingerprint} />
        {!canAdmit && <p>{t('trust.keyElsewhere')}</p>}
      </>
    );
  }
  if (claim === null) {
    return (
      <>
        <strong>{t('trust.signer.nobody')}</strong>
        <p>{t('trust.signer.nobodyText')}</p>
        <Fingerprint digits={signer.fingerprint} />
      </>
    );
  }
  const called = claim.name || claim.office.slice(0, 8); // Never the name of the office for which the bundle speaks: accepted is the one that signed.
  return (
    <>
      <strong>{t('trust.signer.stranger', { office: called })}</strong>
      {searchKey(called) === searchKey(own.name) && <p>{t('trust.signer.namesake')}</p>}
      <p>{t('trust.compare')}</p>
      <Fingerprint digits={claim.fingerprint} />
      <p>{claim.vouching.length > 0 ? t('trust.vouched', { offices: format.list(claim.vouching) }) : t('trust.notVouched')}</p>
      {!canAdmit && <p>{t('trust.keyElsewhere')}</p>}
    </>
  );
};

/** Who signed a bundle, and what that is worth here, in words; the preview's own question stands elsewhere. */
export const SignerBlock = ({ preview, canAdmit }: SignerBlockProps) => {
  const { t } = useTranslation('exchange');
  const { signer, from, isForUs } = preview;
  const notForUs = !isForUs && <p className={styles.notForUs}>{t('preview.asks.otherOffice')}</p>;
  if (signer.state === 'trusted') {
    return (
      <div className={styles.quiet}>
        <p className={styles.line}>
          <IconShieldCheck size={18} stroke={1.75} />
          {t('trust.signer.trusted', { author: signer.author, office: from.office })}
        </p>
        {notForUs}
      </div>
    );
  }
  const isWrong = signer.state !== 'unknownKey' && signer.state !== 'unsigned';
  const Icon = isWrong ? IconShieldX : IconShieldQuestion;
  return (
    <section className={styles.block} data-wrong={isWrong} aria-label={t('trust.signer.region')}>
      <Icon size={20} stroke={1.75} />
      <div className={styles.words}>
        {signer.state === 'unknownKey' ? (
          <UnknownOffice signer={signer} preview={preview} canAdmit={canAdmit} />
        ) : (
          <>
            <strong>{t(`trust.signer.${signer.state}`)}</strong>
            <p>{t(`trust.signer.${signer.state}Text`)}</p>
          </>
        )}
        {notForUs}
      </div>
    </section>
  );
};
