import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Proposal, ShownTrust, Stranger } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useIsAdmitted } from '../../../replica/admitted.ts';
import { useDesktop, useReplica } from '../../../replica/context.ts';
import { overviewKey } from '../../../replica/events.ts';
import { useTrust } from '../../../replica/queries.ts';
import { CountryMark } from '../../../ui/CountryMark.tsx';
import { Card, Section } from '../../../ui/Page.tsx';
import { AskFirst } from './AskFirst.tsx';
import { Fingerprint } from './Fingerprint.tsx';
import { OfficeTrust } from './OfficeTrust.tsx';
import { ReadInvitation } from './ReadInvitation.tsx';
import styles from './Trust.module.css';
import { useOfficeKeyHere } from './useOfficeKeyHere.ts';
import { type TrustActs, useTrustActs } from './useTrustActs.ts';

/** `naming` tells offices of one name apart by the number of their keys. */
type Shared = {
  readonly trust: ShownTrust;
  readonly acts: TrustActs;
  readonly canAdmit: boolean;
  readonly naming: (name: string, digits: string) => string;
};

const nameIn = ({ offices }: ShownTrust, office: string): string => offices.get(office)?.name || office.slice(0, 8);

const StrangerRow = ({ stranger, trust, acts, canAdmit, naming }: Shared & { readonly stranger: Stranger }) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const digits = trust.fingerprints.get(stranger.key) ?? '';
  const vouching = format.list(stranger.vouchedBy.map((office) => nameIn(trust, office)));
  return (
    <section className={styles.office} aria-label={naming(stranger.name, digits)}>
      <div className={styles.head}>
        <CountryMark country={stranger.country} />
        <h3>{stranger.name}</h3>
        <span className={styles.actions}>
          {canAdmit && (
            <AskFirst
              label={t('trust.accept')}
              of={stranger.name}
              title={t('trust.acceptTitle', { office: stranger.name })}
              onYes={() => void acts.accept(stranger.office, stranger.key, stranger.name)}
            >
              <p>{t('trust.compare')}</p>
              <Fingerprint digits={digits} />
            </AskFirst>
          )}
        </span>
      </div>
      <Fingerprint digits={digits} />
      <p className={styles.hint}>{vouching ? t('trust.vouched', { offices: vouching }) : t('trust.notVouched')}</p>
    </section>
  );
};

const ProposalRow = ({ proposal, trust, acts, canAdmit }: Shared & { readonly proposal: Proposal }) => {
  const { t } = useTranslation('exchange');
  const office = nameIn(trust, proposal.office);
  const own = trust.offices.get(proposal.office);
  const isOurs = own?.isOwn === true && own.keys.includes(proposal.key); // Whoever agreed would shut out their own office.
  const words = t(isOurs ? 'trust.ownProposal' : 'trust.proposal', { by: nameIn(trust, proposal.by), office });
  const digits = trust.fingerprints.get(proposal.key) ?? '';
  return (
    <section className={styles.office} aria-label={words}>
      <div className={styles.head}>
        <h3>{words}</h3>
        <span className={styles.actions}>
          {canAdmit && !isOurs && (
            <AskFirst
              label={t('trust.agree')}
              danger
              title={t('trust.withdrawTitle', { who: office })}
              onYes={() => void acts.withdraw(proposal.office, own?.keys.includes(proposal.key) ? own.keys : [proposal.key], office)}
            >
              <p>{t('trust.withdrawText')}</p>
              {own?.keys.includes(proposal.key) && <p>{t('trust.withdrawFinal')}</p>}
            </AskFirst>
          )}
        </span>
      </div>
      {isOurs ? <p className={styles.hint}>{t('trust.ownProposalHint')}</p> : <Fingerprint digits={digits} />}
    </section>
  );
};

/** Shown on a laptop that its own office has not signed for yet: the number to read aloud where the office's key lies. */
const Waiting = () => {
  const { t } = useTranslation('exchange');
  const desktop = useDesktop();
  const replica = useReplica();
  const digits = useQuery({
    queryKey: [...overviewKey, 'ownFingerprint'],
    queryFn: async () => {
      const keys = await desktop.keys({});
      return keys.ok ? replica.fingerprint(keys.value.key) : '';
    },
  }).data;
  return (
    <div className={styles.office}>
      <p>{t('trust.thisLaptop')}</p>
      {digits && <Fingerprint digits={digits} />}
    </div>
  );
};

/** Whose bundles are applied by themselves: the own office and its laptops, accepted offices, those that ask, and what others propose. */
export const TrustSection = () => {
  const { t } = useTranslation('exchange');
  const trust = useTrust();
  const acts = useTrustActs();
  const isKeyHere = useOfficeKeyHere();
  const canAdmit = isKeyHere === true;
  const isAdmitted = useIsAdmitted();
  if (!trust) return null;
  const offices = [...trust.offices.values()].toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn));
  const names = [...offices, ...trust.strangers].map(({ name }) => name);
  const naming: Shared['naming'] = (name, digits) => (names.filter((each) => each === name).length > 1 ? `${name}, ${digits}` : name);
  const shared: Shared = { trust, acts, canAdmit, naming };
  return (
    <Section title={t('trust.title')} note={canAdmit && <ReadInvitation acts={acts} />}>
      <Card>
        {!isAdmitted && <Waiting />}
        {offices.map((office) => (
          <OfficeTrust key={office.office} office={office} {...shared} />
        ))}
        {trust.strangers.length > 0 && <h3 className={styles.heading}>{t('trust.strangers')}</h3>}
        {trust.strangers.map((stranger) => (
          <StrangerRow key={stranger.key} stranger={stranger} {...shared} />
        ))}
        {trust.proposals.map((proposal) => (
          <ProposalRow key={`${proposal.key} ${proposal.by}`} proposal={proposal} {...shared} />
        ))}
      </Card>
      {isKeyHere === false && <p className={styles.hint}>{t('trust.keyElsewhere')}</p>}
    </Section>
  );
};
