import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../base/result.ts';
import type { ReplicaApi } from '../../../replica/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { useNow } from '../../state/useNow.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';
import { Reading } from './Reading.tsx';
import type { CheckedFile } from './sources.ts';

type Locked = { readonly file: File; readonly tried: string | null };

type BundleFileProps = {
  readonly replica: ReplicaApi;
  readonly checked: CheckedFile | null;
  readonly onChecked: (file: CheckedFile | null) => void;
};

const Found = ({ checked }: { readonly checked: CheckedFile }) => {
  const { t } = useTranslation('start');
  const format = useFormat();
  const now = useNow();
  const { from, records } = checked.preview;
  return (
    <Notice tone="done" title={`${t('file.good')} · ${t('file.records', { count: records })}`}>
      {t('file.from', { office: from.office, author: from.author })} · {format.when(from.createdAt, now)}
    </Notice>
  );
};

/** Chooses a bundle and checks it completely before anything else is asked. */
export const BundleFile = ({ replica, checked, onChecked }: BundleFileProps) => {
  const { t } = useTranslation('start');
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [locked, lock] = useState<Locked | null>(null);
  const check = async (file: File, passphrase?: string): Promise<void> => {
    setBusy(true);
    setFailure(null);
    onChecked(null);
    const result = await replica.previewBundle(file, passphrase);
    setBusy(false);
    lock(null);
    if (result.ok) return onChecked({ file, preview: result.value, ...(passphrase === undefined ? {} : { passphrase }) });
    const { type } = result.error;
    if (type === 'bundleNeedsPassphrase' || type === 'bundleWrongPassphrase') lock({ file, tried: passphrase ?? null });
    else if (type !== 'cancelled') setFailure(result.error);
  };
  return (
    <>
      {busy && <Reading title={t('file.checking')} onCancel={() => void replica.cancel('bundles')} />}
      {!busy && locked && (
        <PassphraseForm name={locked.file.name} tried={locked.tried} onOpen={(passphrase) => void check(locked.file, passphrase)} />
      )}
      {failure && <FailureNotice failure={failure} />}
      {checked && <Found checked={checked} />}
      <input
        ref={input}
        type="file"
        accept=".json,.gz,.age,application/json"
        aria-label={t('file.label')}
        className="visually-hidden"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) void check(file);
        }}
      />
      <Button icon={IconFileImport} disabled={busy} onClick={() => input.current?.click()}>
        {checked ? t('file.other') : t('file.choose')}
      </Button>
    </>
  );
};
