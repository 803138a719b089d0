import { useTranslation } from 'react-i18next';
import styles from './Fingerprint.module.css';

/** The digits of a key in large groups, to be read aloud by one side of a telephone and compared by the other. */
export const Fingerprint = ({ digits }: { readonly digits: string }) => {
  const { t } = useTranslation('exchange');
  return (
    <p className={styles.digits}>
      <span className="visually-hidden">{t('trust.fingerprint')} </span>
      {digits}
    </p>
  );
};
