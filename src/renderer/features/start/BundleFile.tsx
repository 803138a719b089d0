import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplicaApi } from '../../../replica/api.ts';
import { describeFailure, type FailureWords } from '../../i18n/failure.ts';
import { useFormat } from '../../i18n/format.ts';
import { useJob } from '../../replica/events.ts';
import { useNow } from '../../state/useNow.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';
import type { CheckedFile } from './sources.ts';

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
  const format = useFormat();
  const job = useJob();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureWords | null>(null);
  const check = async (file: File): Promise<void> => {
    setBusy(true);
    setFailure(null);
    onChecked(null);
    const result = await replica.previewBundle(file);
    setBusy(false);
    if (result.ok) onChecked({ file, preview: result.value });
    else if (result.error.type !== 'cancelled') setFailure(describeFailure(result.error));
  };
  const count = job ? `${format.number(job.done)} / ${format.number(job.total)}` : '';
  return (
    <>
      {busy && (
        <Progress
          title={t('file.checking')}
          count={count}
          share={job && job.total > 0 ? job.done / job.total : 0}
          promise={t('file.promise')}
          onCancel={() => void replica.cancel()}
        />
      )}
      {failure && (
        <Notice tone="error" title={failure.title} details={failure.code}>
          {failure.text}
        </Notice>
      )}
      {checked && <Found checked={checked} />}
      <input
        ref={input}
        type="file"
        accept=".json,.gz,application/json"
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
