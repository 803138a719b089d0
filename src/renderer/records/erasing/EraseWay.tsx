import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import styles from './EraseDialog.module.css';

/** The way to erase a person or a registration for good, apart from deleting, and with the reason for which there is one. */
export const EraseWay = ({ onErase }: { readonly onErase: () => void }) => {
  const { t } = useTranslation('records');
  return (
    <p className={styles.way}>
      <span>{t('erase.when')}</span>
      <Button small variant="danger" onClick={onErase}>
        {t('erase.open')}
      </Button>
    </p>
  );
};
