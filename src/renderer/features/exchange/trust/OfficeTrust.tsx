import { useTranslation } from 'react-i18next';
import type { ShownTrust, Signer, TrustedOffice } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useIdentity } from '../../../replica/context.ts';
import { useNow } from '../../../state/useNow.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { CountryMark } from '../../../ui/CountryMark.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { AskFirst } from './AskFirst.tsx';
import { Fingerprint } from './Fingerprint.tsx';
import { Invite } from './Invite.tsx';
import styles from './Trust.module.css';
import type { TrustActs } from './useTrustActs.ts';

type Shared = {
  readonly trust: ShownTrust;
  readonly acts: TrustActs;
  readonly canAdmit: boolean;
  readonly naming: (name: string, digits: string) => string;
};

type WithdrawProps = { readonly who: string; readonly isOffice?: boolean; readonly onYes: () => void };

const Withdraw = ({ who, isOffice = false, onYes }: WithdrawProps) => {
  const { t } = useTranslation('exchange');
  return (
    <AskFirst label={t('trust.withdraw')} of={who} variant="quiet" danger title={t('trust.withdrawTitle', { who })} onYes={onYes}>
      <p>{t('trust.withdrawText')}</p>
      {isOffice && <p>{t('trust.withdrawFinal')}</p>}
    </AskFirst>
  );
};

const Laptop = ({ signer, acts, canAdmit }: Pick<Shared, 'acts' | 'canAdmit'> & { readonly signer: Signer }) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const now = useNow();
  const { device } = useIdentity();
  const isOver = signer.revokedUpTo.length > 0;
  const isHere = signer.device === device;
  return (
    <li className={styles.laptop}>
      <span className={styles.author}>{signer.author || signer.device.slice(0, 8)}</span>
      <span className={styles.hint}>
        {t('trust.since', { date: format.shortDate(signer.at, now) })}
        {isHere && ` · ${t('trust.here')}`}
      </span>
      {isOver && <Badge tone="brick">{t('trust.withdrawn')}</Badge>}
      {!isOver && !isHere && canAdmit && (
        <Withdraw who={signer.author} onYes={() => void acts.withdraw(signer.office, [signer.key], signer.author)} />
      )}
    </li>
  );
};

/** One certificate of each key of a laptop: the newest that is in force, or else the newest. After its office has changed keys there are two. */
const laptopsOf = (signers: readonly Signer[]): readonly Signer[] => {
  const chosen = new Map<string, Signer>();
  for (const signer of signers) {
    const known = chosen.get(signer.key);
    if (known === undefined || signer.revokedUpTo.length === 0 || known.revokedUpTo.length > 0) chosen.set(signer.key, signer);
  }
  return [...chosen.values()];
};

/** An office that is trusted: the number of its key, its laptops, and what can be withdrawn or changed. */
export const OfficeTrust = ({ office, trust, acts, canAdmit, naming }: Shared & { readonly office: TrustedOffice }) => {
  const { t } = useTranslation('exchange');
  const key = office.keys.at(-1);
  const digits = (key !== undefined && trust.fingerprints.get(key)) || '';
  const isOver = key !== undefined && office.revokedKeys.includes(key);
  const keysInForce = office.keys.filter((each) => !office.revokedKeys.includes(each));
  return (
    <section className={styles.office} aria-label={naming(office.name, digits)}>
      <div className={styles.head}>
        <CountryMark country={office.country} />
        <h3>{office.name}</h3>
        <Badge tone={isOver ? 'brick' : 'leaf'}>
          {isOver ? t('trust.withdrawn') : office.isOwn ? t('trust.own') : t('trust.admitted')}
        </Badge>
        <span className={styles.actions}>
          {office.isOwn && trust.invitation !== null && key !== undefined && (
            <Invite invitation={trust.invitation} name={office.name} digits={digits} />
          )}
          {office.isOwn && canAdmit && (
            <AskFirst label={t('trust.rotate')} variant="quiet" title={t('trust.rotateTitle')} onYes={() => void acts.rotate()}>
              <p>{t('trust.rotateText')}</p>
            </AskFirst>
          )}
          {!office.isOwn && !isOver && canAdmit && key !== undefined && (
            <Withdraw who={office.name} isOffice onYes={() => void acts.withdraw(office.office, keysInForce, office.name)} />
          )}
        </span>
      </div>
      {key !== undefined && <Fingerprint digits={digits} />}
      {!office.isOwn && office.keys.length > 1 && office.revokedKeys.length === 0 && <p className={styles.hint}>{t('trust.rotated')}</p>}
      {office.isOwn && <p className={styles.hint}>{t('trust.readAloud')}</p>}
      {office.forked && <Notice tone="warning" title={t('trust.forked', { office: office.name })} />}
      {office.signers.length === 0 ? (
        <p className={styles.hint}>{t('trust.noLaptops')}</p>
      ) : (
        <ul aria-label={t('trust.laptops')}>
          {laptopsOf(office.signers).map((signer) => (
            <Laptop key={signer.key} signer={signer} acts={acts} canAdmit={canAdmit} />
          ))}
        </ul>
      )}
    </section>
  );
};
