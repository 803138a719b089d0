import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../base/result.ts';
import type { KnownPlace } from '../../../../ipc/contract.ts';
import { useDesktop } from '../../../replica/context.ts';
import { askForRounds } from '../../../rounds/rounds.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Confirm.tsx';
import { DialogEnd } from '../../../ui/DialogEnd.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import styles from './Places.module.css';
import { SecretField } from './SecretField.tsx';

/** A changed password or secret key, kept only if the place takes it. */
export const SecretDialog = ({ place, onClose }: { readonly place: KnownPlace; readonly onClose: () => void }) => {
  const { t } = useTranslation(['exchange', 'common']);
  const desktop = useDesktop();
  const [secret, setSecret] = useState('');
  const [isTrying, setTrying] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isTrying) return;
    setTrying(true);
    const changed = await desktop.changePlaceSecret({ place: place.id, secret: secret === '' ? null : secret });
    setTrying(false);
    if (!changed.ok) return setFailure(changed.error);
    askForRounds([place.id]);
    onClose();
  };
  const isKey = place.config.kind === 's3';
  return (
    <Dialog opened title={t(`exchange:places.${isKey ? 'changeKey' : 'changeSecret'}`)} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void change(event)}>
        <p>{place.label}</p>
        <SecretField label={t(`exchange:places.field.${isKey ? 'secretKey' : 'password'}`)} value={secret} onChange={setSecret} autoFocus />
        {failure && <FailureNotice failure={failure} />}
        <DialogEnd>
          <Button onClick={onClose}>{t('common:action.notNow')}</Button>
          <Button variant="filled" type="submit" aria-disabled={isTrying}>
            {isTrying ? t('exchange:places.trying') : t('common:action.save')}
          </Button>
        </DialogEnd>
      </form>
    </Dialog>
  );
};
