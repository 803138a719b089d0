import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { PassphraseField } from '../../../ui/PassphraseField.tsx';
import { ReasonedButton } from '../../../ui/ReasonedButton.tsx';
import styles from '../BundlePreviewCard.module.css';

export type LockedBundleProps = {
  readonly file: File;
  /** The passphrase that was tried and did not open it; null before the first. */
  readonly tried: string | null;
  readonly onOpen: (file: File, passphrase: string) => Promise<void>;
  readonly onNotNow: () => void;
};

/** Asks for the passphrase of an encrypted bundle. Nothing of it has been read yet. */
export const LockedBundle = ({ file, tried, onOpen, onNotNow }: LockedBundleProps) => {
  const { t } = useTranslation(['exchange', 'common']);
  const [passphrase, write] = useState(tried ?? '');
  return (
    <form
      className={styles.card}
      aria-label={t('seal.lockedTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== '') void onOpen(file, passphrase);
      }}
    >
      <h2>
        <IconLock size={20} stroke={1.75} /> {t('seal.lockedTitle')}
      </h2>
      <p className={styles.from}>{file.name}</p>
      <p>{t('seal.lockedText')}</p>
      <div className={styles.field}>
        <PassphraseField
          label={t('seal.passphrase')}
          value={passphrase}
          onChange={write}
          autoFocus
          error={passphrase === tried ? t('seal.wrong') : undefined}
        />
      </div>
      <div className={styles.foot}>
        <Button onClick={onNotNow}>{t('common:action.notNow')}</Button>
        <ReasonedButton type="submit" variant="filled" reason={passphrase === '' ? t('seal.missing') : null}>
          {t('seal.open')}
        </ReasonedButton>
      </div>
    </form>
  );
};
