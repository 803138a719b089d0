import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PastExchange, UndoPreview, UndoState } from '../../../../replica/api.ts';
import { type Format, formatIn, useFormat } from '../../../i18n/format.ts';
import type { Said } from '../../../i18n/said.ts';
import { shownExampleOf } from '../../../records/shownTitle.ts';
import { useToggleImport } from '../../../replica/commit.ts';
import { useReplica } from '../../../replica/context.ts';
import { useJob } from '../../../replica/events.ts';
import { useNow } from '../../../state/useNow.ts';
import { Button } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { showFailure } from '../../../ui/toasts.ts';
import { Question } from '../Question.tsx';
import { useLasting } from '../useLasting.ts';
import styles from './UndoButton.module.css';

const counted = ['restored', 'removed', 'removedAgain', 'withdrawn', 'kept', 'erased'] as const;

/** The counts first: what would get other values, what would go, and what stays as it is. */
const Counts = ({ preview, isBack }: { readonly preview: UndoPreview; readonly isBack: boolean }) => {
  const { t } = useTranslation(['exchange', 'domain']);
  const format = useFormat();
  return (
    <>
      <ul className={styles.counts}>
        {counted
          .filter((each) => preview[each] > 0)
          .map((each) => (
            <li key={each}>{t(`exchange:undo.${isBack && each === 'restored' ? 'given' : each}`, { count: preview[each] })}</li>
          ))}
      </ul>
      <ul className={styles.examples}>
        {preview.examples.slice(0, 5).map(({ type, id, titles }) => (
          <li key={id}>
            <span>{shownExampleOf(type, titles, format) || t(`domain:type.${type}`)}</span>{' '}
            <span className={styles.kind}>{titles[format.language] && t(`domain:type.${type}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
};

type Stage = 'looking' | 'takingBack' | 'bringingAgain';

const Working = ({ stage, onCancel }: { readonly stage: Stage; readonly onCancel: () => void }) => {
  const { t } = useTranslation('exchange');
  const job = useJob();
  if (!useLasting(400)) return null;
  const [done, total] = job?.job === 'undo' ? [job.done, job.total] : [0, 1];
  return (
    <div className={styles.working}>
      <Progress
        icon={IconArrowBackUp}
        title={t(`undo.${stage}`)}
        count=""
        share={done / total}
        {...(stage === 'looking' && { promise: t('undo.nothingYet') })}
        onCancel={onCancel}
      />
    </div>
  );
};

/** Takes a received bundle back, or brings it again after that; asks with the counts first and says afterwards what was done. */
export const UndoButton = ({ entry, state }: { readonly entry: PastExchange; readonly state: UndoState }) => {
  const { t } = useTranslation('exchange');
  const replica = useReplica();
  const toggleImport = useToggleImport();
  const format = useFormat();
  const now = useNow();
  const nameIn = ({ when }: Format): string => [entry.office || entry.fileName, when(entry.at, Math.max(now, entry.at))].join(', ');
  const name = nameIn(format);
  const [preview, show] = useState<UndoPreview | null>(null);
  const [stage, setStage] = useState<Stage | null>(null);
  const isBack = state === 'undone';
  const deletions = preview ? preview.removed + preview.removedAgain : 0;
  const look = async (): Promise<void> => {
    setStage('looking');
    const result = await replica.previewUndo(entry.sha256).finally(() => setStage(null));
    if (result.ok) show(result.value);
    else if (result.error.type !== 'cancelled') showFailure(result.error);
  };
  const toggle = async (): Promise<void> => {
    show(null);
    setStage(isBack ? 'bringingAgain' : 'takingBack');
    const said = isBack ? 'exchange:undo.broughtAgain' : 'exchange:undo.takenBack';
    const say =
      (count: number): Said =>
      (t, language) =>
        t(said, { count, name: nameIn(formatIn(language)) });
    await toggleImport(entry.sha256, say).finally(() => setStage(null));
  };
  return (
    <>
      <Button small variant="quiet" disabled={stage !== null} onClick={() => void look()}>
        {isBack ? t('undo.bringAgain') : t('undo.takeBack')}
        <span className="visually-hidden"> {entry.fileName}</span>
      </Button>
      {stage && <Working key={stage} stage={stage} onCancel={() => void replica.cancel('bundles')} />}
      {preview && (
        <Confirm
          opened
          title={t(isBack ? 'undo.bringAgainTitle' : 'undo.takeBackTitle', { name })}
          confirm={isBack ? t('undo.bringAgain') : t('undo.takeBack')}
          danger={!isBack || deletions > 0}
          onConfirm={() => void toggle()}
          onCancel={() => show(null)}
        >
          {preview.restored + deletions === 0 && <p>{t('undo.nothing')}</p>}
          <Counts preview={preview} isBack={isBack} />
          <p>{t('undo.reaches')}</p>
          <p>{t('undo.erasures')}</p>
          {preview.asks && <Question text={t(`undo.asks.${preview.asks}`)} />}
        </Confirm>
      )}
    </>
  );
};
