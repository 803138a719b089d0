import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { dayOf, localZone, useFormat } from '../../../i18n/format.ts';
import { useIdentity } from '../../../replica/context.ts';
import { useNow } from '../../../state/useNow.ts';
import styles from './RecoverySheet.module.css';

/** One page for the safe: the passphrase, once, and what it opens. It stands on paper only. */
export const RecoverySheet = ({ passphrase }: { readonly passphrase: string }) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const now = useNow();
  const { author, office } = useIdentity();
  return createPortal(
    <section className={styles.sheet} aria-hidden="true">
      <h1>InterregCluster · {t('seal.sheetTitle')}</h1>
      <p>{t('seal.sheetOpens', { author, office: office.name, date: `${format.day(dayOf(now, localZone))} ${format.clock(now)}` })}</p>
      <p className={styles.passphrase}>{passphrase}</p>
      <p>{t('seal.sheetHow')}</p>
      <p>{t('seal.sheetKeep')}</p>
    </section>,
    document.body,
  );
};
