import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BundlePreview } from '../../../replica/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { useNow } from '../../state/useNow.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './BundlePreviewCard.module.css';
import { ChangeCounts, Examples } from './Changes.tsx';
import { rangesOf } from './ledgerLine.ts';

export type BundlePreviewCardProps = {
  readonly file: File;
  readonly preview: BundlePreview;
  readonly onApply: () => void;
  readonly onNotNow: () => void;
};

const Gaps = ({ preview }: { readonly preview: BundlePreview }) => {
  const { t } = useTranslation('exchange');
  const offices = [...new Set(preview.gaps.map((gap) => gap.office))];
  if (offices.length === 0) return null;
  return (
    <ul className={styles.gaps} aria-label={t('preview.gaps')}>
      {offices.map((office) => (
        <li key={office}>{t('preview.gap', { office, range: rangesOf(preview.gaps.filter((gap) => gap.office === office)) })}</li>
      ))}
    </ul>
  );
};

/** What a checked bundle would change. Nothing has changed yet, and nothing does until the person says so. */
export const BundlePreviewCard = ({ file, preview, onApply, onNotNow }: BundlePreviewCardProps) => {
  const { t } = useTranslation(['exchange', 'common']);
  const format = useFormat();
  const now = useNow();
  const { from, asks } = preview;
  const changes = preview.added + preview.changed + preview.deleted + preview.erased;
  const when = format.when(from.createdAt, Math.max(now, from.createdAt));
  return (
    <section className={styles.card} aria-label={t('preview.title')}>
      <h2>{t('preview.title')}</h2>
      <p className={styles.from}>{[file.name, from.author, from.office, when].filter(Boolean).join(' · ')}</p>
      {changes === 0 && <p>{t('preview.nothing')}</p>}
      {changes > 0 && <ChangeCounts preview={preview} />}
      {preview.unchanged > 0 && <p className={styles.from}>{t('preview.unchanged', { count: preview.unchanged })}</p>}
      <Gaps preview={preview} />
      <Examples preview={preview} linked={false} />
      {asks && (
        <p className={styles.question} data-grave={asks === 'erasures'}>
          <IconAlertTriangle size={18} stroke={1.75} />
          {t(`preview.asks.${asks}`)}
        </p>
      )}
      <div className={styles.foot}>
        <Button autoFocus={asks !== null} onClick={onNotNow}>
          {t('common:action.notNow')}
        </Button>
        <Button variant={asks === 'erasures' ? 'danger' : 'filled'} autoFocus={asks === null} onClick={onApply}>
          {changes > 0 ? t('preview.apply', { count: changes }) : t('preview.confirmReceipt')}
        </Button>
      </div>
    </section>
  );
};
