import { IconHourglass, IconShieldQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AsideEntry } from '../../../../ipc/contract.ts';
import type { BundlePreview } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useNow } from '../../../state/useNow.ts';
import { Button } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { ChangeCounts, Examples } from '../Changes.tsx';
import { FailureNotice } from '../FailureNotice.tsx';
import styles from './Aside.module.css';
import { type Decisions, useDecisions } from './useDecisions.ts';

/** The office that an unknown signer says to work for: its digits to be compared by telephone, and who vouches for it. */
const Claimed = ({ preview, onAccept }: { readonly preview: BundlePreview; readonly onAccept: Decisions['acceptOffice'] }) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const { signer } = preview;
  if (signer.state !== 'unknownKey' || signer.claim === null) return null;
  const { claim } = signer;
  const vouchers = claim.vouchedBy.map((id) => preview.offices.find((office) => office.id === id)?.name ?? id);
  const name = claim.name || preview.from.office;
  return (
    <div className={styles.claim}>
      <p>{t('aside.claims', { office: name })}</p>
      <p className={styles.fingerprint}>{claim.fingerprint}</p>
      <p className={styles.hint}>{t('aside.compare', { office: name })}</p>
      {vouchers.length > 0 && <p className={styles.hint}>{t('aside.vouched', { offices: format.list(vouchers) })}</p>}
      <Button variant="filled" onClick={() => void onAccept({ ...claim, name })}>
        {t('aside.accept')}
      </Button>
    </div>
  );
};

/** What the file would change, and what can be decided about it. */
const Opened = ({ preview, file, decisions }: { readonly preview: BundlePreview; readonly file: Blob; readonly decisions: Decisions }) => {
  const { t } = useTranslation(['exchange', 'common']);
  const { request, from, asks } = preview;
  const changes = preview.added + preview.changed + preview.deleted + preview.erased;
  return (
    <div className={styles.opened}>
      <Claimed preview={preview} onAccept={decisions.acceptOffice} />
      {request && (
        <div className={styles.claim}>
          <p>{t('exchange:aside.asksToJoin', { author: from.author })}</p>
          <Button variant="filled" onClick={() => void decisions.admitDevice(request, from.author)}>
            {t('exchange:aside.admit')}
          </Button>
        </div>
      )}
      {changes > 0 ? <ChangeCounts preview={preview} /> : <p>{t('exchange:preview.nothing')}</p>}
      <Examples preview={preview} linked={false} />
      {asks && asks !== 'signer' && <p className={styles.hint}>{t(`exchange:preview.asks.${asks}`)}</p>}
      <div className={styles.foot}>
        <Button onClick={decisions.close}>{t('common:action.notNow')}</Button>
        <Button variant={preview.erased > 0 ? 'danger' : 'outline'} onClick={() => void decisions.applyOnce(file)}>
          {t('exchange:aside.applyOnce')}
        </Button>
      </div>
    </div>
  );
};

/** One file that waits: why, from whom, and what somebody can do about it. */
export const AsideCard = ({ entry }: { readonly entry: AsideEntry }) => {
  const { t } = useTranslation(['exchange', 'common']);
  const format = useFormat();
  const now = useNow();
  const decisions = useDecisions(entry);
  const [isRefusing, refuse] = useState(false);
  const { look } = decisions;
  const from = [entry.author, entry.office].filter(Boolean).join(', ') || t('exchange:aside.unknownSender');
  const waitsForItself = entry.why === 'newer' || entry.why === 'unknownRuns';
  const ReasonIcon = waitsForItself ? IconHourglass : IconShieldQuestion;
  return (
    <li className={styles.entry} aria-label={from}>
      <ReasonIcon size={20} stroke={1.75} className={styles.icon ?? ''} />
      <div className={styles.words}>
        <strong>{from}</strong>
        <p>{t(`exchange:aside.why.${entry.why}`)}</p>
        <p className={styles.hint}>{[entry.fileName, format.when(entry.at, Math.max(now, entry.at))].join(' · ')}</p>
      </div>
      <div className={styles.actions}>
        {look.step !== 'open' && (
          <Button small disabled={look.step === 'busy'} onClick={() => void decisions.open()}>
            {t('exchange:aside.look')}
          </Button>
        )}
        <Button small variant="quiet" disabled={look.step === 'busy'} onClick={() => refuse(true)}>
          {t('exchange:aside.refuse')}
        </Button>
      </div>
      {look.step === 'failed' && (
        <div className={styles.opened}>
          <FailureNotice failure={look.error} onClose={decisions.close} />
        </div>
      )}
      {look.step === 'open' && <Opened preview={look.preview} file={look.file} decisions={decisions} />}
      <Confirm
        opened={isRefusing}
        title={t('exchange:aside.refuseTitle')}
        confirm={t('exchange:aside.refuse')}
        danger
        onConfirm={() => {
          refuse(false);
          void decisions.refuse();
        }}
        onCancel={() => refuse(false)}
      >
        {t('exchange:aside.refuseText')}
      </Confirm>
    </li>
  );
};
