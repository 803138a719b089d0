import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RestorePreview } from '../../../replica/api.ts';
import { describeFailure } from '../../i18n/failure.ts';
import { type Format, formatIn, useFormat } from '../../i18n/format.ts';
import { shownExampleOf } from '../../records/shownTitle.ts';
import { useRestore } from '../../replica/commit.ts';
import { useNow } from '../../state/useNow.ts';
import { Confirm, Dialog } from '../../ui/Confirm.tsx';
import { Notice } from '../../ui/Notice.tsx';
import styles from './Settings.module.css';
import { type PreparedRestore, type Snapshot, usePreparedRestore } from './useSnapshots.ts';

const shownExamples = 8;

const Counts = ({ preview }: { readonly preview: RestorePreview }) => {
  const { t } = useTranslation('settings');
  const effects = (['back', 'changed', 'removed', 'erased'] as const).filter((effect) => preview[effect] > 0);
  return (
    <ul className={styles.effects}>
      {effects.map((effect) => (
        <li key={effect}>{t(`copy.${effect}`, { count: preview[effect] })}</li>
      ))}
    </ul>
  );
};

const Examples = ({ preview }: { readonly preview: RestorePreview }) => {
  const { t } = useTranslation(['settings', 'domain']);
  const format = useFormat();
  return (
    <ul className={styles.examples} aria-label={t('settings:copy.examples')}>
      {preview.examples.slice(0, shownExamples).map(({ type, id, titles, effect }) => (
        <li key={id}>
          <span>{shownExampleOf(type, titles, format) || t(`domain:type.${type}`)}</span>
          <span className={styles.note}>{t(`settings:copy.effect.${effect}`)}</span>
        </li>
      ))}
    </ul>
  );
};

/** Goes back to an earlier day after a look at what that changes. */
export const RestoreDialog = ({ snapshot, onClose }: { readonly snapshot: Snapshot; readonly onClose: () => void }) => {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const restore = useRestore();
  const now = useNow();
  const [busy, setBusy] = useState(false);
  const prepared = usePreparedRestore(snapshot);
  const whenIn = ({ when }: Format): string => when(snapshot.at, Math.max(now, snapshot.at));
  const title = t('copy.backTo', { when: whenIn(format) });
  const goBack = async ({ file }: PreparedRestore): Promise<void> => {
    setBusy(true);
    await restore(file, (t, language) => t('settings:copy.restored', { when: whenIn(formatIn(language)) }));
    onClose();
  };
  if (!prepared || busy)
    return (
      <Dialog opened title={title} onClose={onClose}>
        <p role="status">{t(busy ? 'copy.restoring' : 'copy.reading')}</p>
      </Dialog>
    );
  if (!prepared.ok) {
    const words = describeFailure(prepared.error);
    return (
      <Dialog opened title={title} onClose={onClose}>
        <Notice tone="error" title={words.title} details={words.code}>
          {words.text}
        </Notice>
      </Dialog>
    );
  }
  const { preview } = prepared.value;
  if (preview.back + preview.changed + preview.removed === 0)
    return (
      <Dialog opened title={title} onClose={onClose}>
        <p>{t('copy.same')}</p>
      </Dialog>
    );
  return (
    <Confirm opened title={title} confirm={t('copy.confirm')} onConfirm={() => void goBack(prepared.value)} onCancel={onClose}>
      <Counts preview={preview} />
      <Examples preview={preview} />
      <p className={styles.note}>{t('copy.everywhere')}</p>
    </Confirm>
  );
};
