import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../replica/api.ts';
import { IconButton } from '../../ui/Button.tsx';
import styles from './BundlePreviewCard.module.css';
import { Withdrawals } from './BundlePreviewCard.tsx';
import { ChangeCounts, Examples } from './Changes.tsx';
import { useKeyWords } from './keyWords.ts';

export type ImportReportCardProps = {
  readonly report: ImportReport;
  /** Since then; what it changed does not hold any more. */
  readonly isTakenBack: boolean;
  readonly onClose: () => void;
};

/** What a bundle did change, with the way to the records. */
export const ImportReportCard = ({ report, isTakenBack, onClose }: ImportReportCardProps) => {
  const { t } = useTranslation(['exchange', 'common']);
  const { revoke, ...others } = report.keyNews;
  const news = useKeyWords()(others);
  const changes = report.added + report.changed + report.deleted + report.erased;
  const without = report.alreadyKnown ? 'report.known' : revoke || news.length > 0 ? 'report.noted' : 'report.nothing';
  const title = changes > 0 ? t('report.title', { count: changes }) : t(without);
  return (
    <section className={styles.card} aria-label={t('report.region')}>
      <div className={styles.head}>
        <div role="status">
          <h2>{isTakenBack ? t('report.takenBack') : title}</h2>
        </div>
        <IconButton icon={IconX} variant="quiet" label={t('common:action.close')} onClick={onClose} />
      </div>
      <p className={styles.from}>{[report.from.author, report.from.office].filter(Boolean).join(' · ')}</p>
      {changes > 0 && !isTakenBack && <ChangeCounts preview={report} />}
      {report.rivals > 0 && !isTakenBack && <p className={styles.rivals}>{t('report.rivals', { count: report.rivals })}</p>}
      {changes === 0 && news.length > 0 && <p>{news.join(' · ')}</p>}
      <Withdrawals preview={report} />
      {!isTakenBack && <Examples preview={report} linked />}
    </section>
  );
};
