import { Checkbox } from '@mantine/core';
import { IconHourglass, IconShieldQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AsideEntry } from '../../../../ipc/contract.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useNow } from '../../../state/useNow.ts';
import { Button } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { BundlePreviewCard } from '../BundlePreviewCard.tsx';
import styles from './Aside.module.css';
import { useDecisions } from './useDecisions.ts';

export type AsideCardProps = {
  readonly entry: AsideEntry;
  /** The others that wait for the same reason and name the same sender. */
  readonly alike: readonly AsideEntry[];
};

/** One file that waits: why, from whom, and what somebody can do about it. */
export const AsideCard = ({ entry, alike }: AsideCardProps) => {
  const { t } = useTranslation(['exchange', 'common']);
  const format = useFormat();
  const now = useNow();
  const decisions = useDecisions(entry);
  const [isRefusing, refuse] = useState(false);
  const [all, refuseAll] = useState(false);
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
        {entry.why === 'confirmation' && <p className={styles.hint}>{t('exchange:aside.holdsBack')}</p>}
        <p className={styles.hint}>{[entry.fileName, format.when(entry.at, Math.max(now, entry.at))].join(' · ')}</p>
      </div>
      <div className={styles.actions}>
        {look.step !== 'open' && (
          <Button small disabled={look.step === 'busy'} onClick={() => void decisions.open()}>
            {look.step === 'busy' ? t('exchange:aside.looking') : t('exchange:aside.look')}
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
      {look.step === 'open' && (
        <div className={styles.opened}>
          <BundlePreviewCard
            preview={look.preview}
            onApply={() => void decisions.apply(look.file)}
            onAdmit={() => void decisions.admit(look.preview)}
            onNotNow={decisions.close}
          />
        </div>
      )}
      <Confirm
        opened={isRefusing}
        title={t('exchange:aside.refuseTitle')}
        confirm={t('exchange:aside.refuse')}
        danger
        onConfirm={() => {
          refuse(false);
          void decisions.refuse(true, all ? alike : []);
        }}
        onCancel={() => refuse(false)}
      >
        <p>{t('exchange:aside.refuseText')}</p>
        {alike.length > 0 && (
          <Checkbox
            className={styles.also ?? ''}
            label={t('exchange:aside.refuseAlso', { count: alike.length })}
            checked={all}
            onChange={(event) => refuseAll(event.currentTarget.checked)}
          />
        )}
      </Confirm>
    </li>
  );
};
