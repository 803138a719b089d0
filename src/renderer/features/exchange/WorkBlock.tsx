import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { describeFailure } from '../../i18n/failure.ts';
import { useFormat } from '../../i18n/format.ts';
import { useJob } from '../../replica/events.ts';
import { useExchanges } from '../../replica/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { focusList } from '../../ui/focus.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { BundlePreviewCard } from './BundlePreviewCard.tsx';
import { ImportReportCard } from './ImportReportCard.tsx';
import { LockedBundle } from './seal/LockedBundle.tsx';
import { type Bundles, saveFile, type Work } from './useBundles.ts';
import { useLasting } from './useLasting.ts';

const Busy = ({ work, onCancel }: { readonly work: Extract<Work, { step: 'busy' }>; readonly onCancel: () => void }) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const job = useJob();
  const lasts = useLasting(400);
  if (!lasts) return null;
  const [done, total] = job?.job === work.job ? [job.done, job.total] : [0, 0];
  return (
    <Progress
      title={t(`progress.${work.job}`, { name: work.name })}
      count={total > 0 ? t('progress.of', { done: format.number(done), total: format.number(total) }) : ''}
      share={total > 0 ? done / total : 0}
      {...(work.job === 'export' ? {} : { promise: t('progress.nothingChanges') })}
      onCancel={onCancel}
    />
  );
};

const Refused = ({
  work,
  onRead,
  onChoose,
  onClose,
}: {
  readonly work: Extract<Work, { step: 'refused' }>;
  readonly onRead: Bundles['read'];
  readonly onChoose: () => void;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation(['exchange', 'common']);
  const { title, text, code } = describeFailure(work.error);
  const { bundle } = work;
  return (
    <Notice
      tone="error"
      title={work.job === 'read' ? t('refused.title', { name: work.name }) : t('refused.notMade')}
      details={code}
      onClose={onClose}
      actions={
        work.job === 'read' && (
          <>
            {bundle && (
              <Button small variant="quiet" onClick={() => void onRead(bundle.file, bundle.passphrase)}>
                {t('common:action.tryAgain')}
              </Button>
            )}
            <Button small variant="quiet" onClick={onChoose}>
              {t('refused.again')}
            </Button>
          </>
        )
      }
    >
      <p>
        <strong>{title}</strong>
      </p>
      {text && <p>{text}</p>}
    </Notice>
  );
};

const Uncopied = ({ onMake, onClose }: { readonly onMake: () => void; readonly onClose: () => void }) => {
  const { t } = useTranslation('exchange');
  const { title, text } = describeFailure({ type: 'safetyCopyBehind' });
  return (
    <Notice
      tone="warning"
      title={title}
      onClose={onClose}
      actions={
        <Button small variant="quiet" onClick={onMake}>
          {t('refused.allTheSame')}
        </Button>
      }
    >
      <p>{text}</p>
    </Notice>
  );
};

const Made = ({ work, onClose }: { readonly work: Extract<Work, { step: 'made' }>; readonly onClose: () => void }) => {
  const { t } = useTranslation('exchange');
  return (
    <Notice
      tone="done"
      title={t('made.title', { name: work.bundle.fileName })}
      onClose={onClose}
      actions={
        <Button small variant="quiet" icon={IconDownload} onClick={() => saveFile(work.bundle)}>
          {t('made.again')}
        </Button>
      }
    >
      <p>{t('made.hint')}</p>
      <p>{work.seal === undefined ? t('made.private') : work.seal === 'keys' ? t('seal.madeForKeys') : t('seal.madeWithPassphrase')}</p>
    </Notice>
  );
};

type WorkBlockProps = { readonly bundles: Bundles; readonly onChoose: () => void };

const Present = ({ bundles, onChoose }: WorkBlockProps) => {
  const { t } = useTranslation('exchange');
  const exchanges = useExchanges() ?? [];
  const { work, close } = bundles;
  switch (work.step) {
    case 'idle':
      return null;
    case 'busy':
      return <Busy key={`${work.job} ${work.name}`} work={work} onCancel={bundles.cancel} />;
    case 'preview':
      return (
        <BundlePreviewCard
          name={work.bundle.file.name}
          preview={work.preview}
          onApply={() => void bundles.apply(work.bundle)}
          onAdmit={() => void bundles.admitAndApply(work.bundle, work.preview)}
          onNotNow={close}
        />
      );
    case 'locked':
      return <LockedBundle key={work.file.name} tried={work.tried} file={work.file} onOpen={bundles.read} onNotNow={close} />;
    case 'report':
      return (
        <ImportReportCard
          report={work.report}
          isTakenBack={exchanges.some(({ sha256, undo }) => sha256 === work.report.sha256 && undo === 'undone')}
          onClose={close}
        />
      );
    case 'made':
      return <Made work={work} onClose={close} />;
    case 'refused':
      return <Refused work={work} onRead={bundles.read} onChoose={onChoose} onClose={close} />;
    case 'uncopied':
      return <Uncopied onMake={() => void bundles.make({ ...work.request, uncopied: true })} onClose={close} />;
    case 'cancelled':
      return <Notice tone="info" title={t('progress.cancelled')} onClose={close} />;
  }
};

/**
 * The block above the lists: long work, a preview that waits for a yes, a report, or why a file was refused. Each step is brought into view,
 * because whoever pressed the button in the head may have scrolled past the top of the pane; and it takes the buttons of the one before away,
 * so that a keyboard that was on one of them goes on in the block.
 */
export const WorkBlock = (props: WorkBlockProps) => {
  const block = useRef<HTMLDivElement>(null);
  const { step } = props.bundles.work;
  useEffect(() => {
    const pane = block.current?.closest('[data-pane]');
    if (pane) pane.scrollTop = 0;
    if (document.activeElement !== document.body) return;
    if (step === 'idle') focusList();
    else block.current?.focus({ preventScroll: true });
  }, [step]);
  if (step === 'idle') return null;
  return (
    <div ref={block} tabIndex={-1}>
      <Present {...props} />
    </div>
  );
};
