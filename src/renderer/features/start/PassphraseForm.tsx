import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PassphraseField } from '../../ui/PassphraseField.tsx';

export type PassphraseFormProps = {
  readonly name: string;
  /** The passphrase that was tried and did not open it; null before the first. */
  readonly tried: string | null;
  readonly onOpen: (passphrase: string) => void;
};

/** Asks for the passphrase of the bundle that somebody joins with. */
export const PassphraseForm = ({ name, tried, onOpen }: PassphraseFormProps) => {
  const { t } = useTranslation('exchange');
  const [passphrase, write] = useState(tried ?? '');
  const open = (): void => {
    if (passphrase !== '') onOpen(passphrase);
  };
  return (
    <Notice tone="info" title={t('seal.lockedTitle')} actions={<Button onClick={open}>{t('seal.open')}</Button>}>
      <p>{name}</p>
      <p>{t('seal.lockedText')}</p>
      <PassphraseField
        label={t('seal.passphrase')}
        value={passphrase}
        onChange={write}
        onEnter={open}
        autoFocus
        error={passphrase === tried ? t('seal.wrong') : undefined}
      />
    </Notice>
  );
};
