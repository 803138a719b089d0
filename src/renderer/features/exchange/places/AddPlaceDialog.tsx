import { Checkbox, Radio } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../base/result.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useDesktop, useIdentity } from '../../../replica/context.ts';
import { placesKey, useAskAgain } from '../../../rounds/places.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Confirm.tsx';
import { DialogEnd } from '../../../ui/DialogEnd.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { TextField } from '../../../ui/FormField.tsx';
import { ReasonedButton } from '../../../ui/ReasonedButton.tsx';
import { showToast } from '../../../ui/toasts.ts';
import { AuthorityField } from './AuthorityField.tsx';
import styles from './Places.module.css';
import { asksForPlainHttp, configOf, emptyForm, labelOf, missingWith, type PlaceForm, unfitOf } from './placeForm.ts';
import { SecretField } from './SecretField.tsx';

const kinds = ['folder', 'webdav', 's3'] as const;

type FieldsProps = {
  readonly form: PlaceForm;
  readonly set: (part: Partial<PlaceForm>) => void;
  readonly secret: string;
  readonly setSecret: (secret: string) => void;
};

const KindFields = ({ form, set, secret, setSecret }: FieldsProps) => {
  const { t } = useTranslation('exchange');
  const text = (name: 'path' | 'url' | 'user' | 'endpoint' | 'region' | 'bucket' | 'prefix' | 'accessKey', description?: string) => (
    <TextField
      label={t(`places.field.${name}`)}
      description={description}
      value={form[name]}
      onChange={(value) => set({ [name]: value })}
      maxLength={2048}
    />
  );
  if (form.kind === 'folder') return text('path', t('places.pathHint'));
  if (form.kind === 'webdav')
    return (
      <>
        {text('url', t('places.urlHint'))}
        <div className={styles.pair}>
          {text('user')}
          <SecretField label={t('places.field.password')} value={secret} onChange={setSecret} />
        </div>
      </>
    );
  return (
    <div className={styles.pair}>
      {text('endpoint', t('places.endpointHint'))}
      {text('region', t('places.regionHint'))}
      {text('bucket')}
      {text('prefix')}
      {text('accessKey')}
      <SecretField label={t('places.field.secretKey')} value={secret} onChange={setSecret} />
    </div>
  );
};

/** Why the place cannot be tried yet; null when it can. */
const useReason = (form: PlaceForm, secret: string): string | null => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const missing = missingWith(form, secret);
  if (missing.length > 0) return t('places.missing', { fields: format.list(missing.map((name) => t(`places.field.${name}`))) });
  const unfit = unfitOf(form);
  if (unfit !== null) return t(`places.unfit.${unfit}`);
  return configOf(form) === null ? t('places.notProtected') : null;
};

/** Of a place that is not kept yet, nothing is tried again by itself. */
const ofNew = (failure: Failure): Failure => (failure.type === 'placeUnreachable' ? { ...failure, type: 'newPlaceUnreachable' } : failure);

/** A failure stands above the buttons; on a low screen the form scrolls down to it. */
const showWhole = (notice: HTMLDivElement | null): void => notice?.scrollIntoView({ block: 'end' });

/** Asks where a shared place is. The desktop tries it before it is kept; the secret goes there and stays in no other place. */
export const AddPlaceDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation(['exchange', 'common']);
  const desktop = useDesktop();
  const { cluster, device } = useIdentity();
  const askAgain = useAskAgain();
  const [form, setForm] = useState(emptyForm);
  const [secret, setSecret] = useState('');
  const [isTrying, setTrying] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const set = (part: Partial<PlaceForm>): void => {
    setForm((before) => ({ ...before, ...part }));
    setFailure(null);
  };
  const config = configOf(form);
  const reason = useReason(form, secret);
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (config === null || isTrying) return;
    setTrying(true);
    setFailure(null);
    const added = await desktop.addPlace({
      label: labelOf(form, config),
      config,
      secret: config.kind === 'folder' || secret === '' ? null : secret,
      cluster,
      device,
      sealed: form.sealed,
    });
    setTrying(false);
    if (!added.ok) return setFailure(ofNew(added.error));
    await askAgain(placesKey);
    onClose();
    if (added.value.sealed && !form.sealed) showToast({ said: (say) => say('exchange:places.sealedThere') });
  };
  return (
    <Dialog opened wide title={t('exchange:places.add')} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void add(event)}>
        <Radio.Group
          label={t('exchange:places.kind.label')}
          value={form.kind}
          onChange={(chosen) => set({ kind: kinds.find((kind) => kind === chosen) ?? 'folder' })}
        >
          <div className={styles.kinds}>
            {kinds.map((kind) => (
              <Radio key={kind} value={kind} label={t(`exchange:places.kind.${kind}`)} />
            ))}
          </div>
        </Radio.Group>
        <KindFields form={form} set={set} secret={secret} setSecret={setSecret} />
        {form.kind !== 'folder' && !asksForPlainHttp(form) && <AuthorityField onRead={(ca) => set({ ca })} />}
        {asksForPlainHttp(form) && (
          <Checkbox
            label={t('exchange:places.plainHttp')}
            checked={form.plainHttp}
            onChange={(event) => set({ plainHttp: event.currentTarget.checked })}
          />
        )}
        <TextField
          label={t('exchange:places.field.label')}
          description={t('exchange:places.labelHint')}
          value={form.label}
          onChange={(label) => set({ label })}
          maxLength={100}
        />
        <Checkbox
          label={t('exchange:places.sealed')}
          description={t('exchange:places.sealedHint')}
          classNames={{ description: styles.hint ?? '' }}
          checked={form.sealed}
          onChange={(event) => set({ sealed: event.currentTarget.checked })}
        />
        {failure && (
          <div ref={showWhole}>
            <FailureNotice failure={failure} />
          </div>
        )}
        <DialogEnd>
          <Button onClick={onClose}>{t('common:action.notNow')}</Button>
          <ReasonedButton variant="filled" type="submit" reason={reason} aria-disabled={isTrying}>
            {isTrying ? t('exchange:places.trying') : t('exchange:places.confirm')}
          </ReasonedButton>
        </DialogEnd>
      </form>
    </Dialog>
  );
};
