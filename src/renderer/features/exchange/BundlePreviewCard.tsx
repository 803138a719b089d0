import { useTranslation } from 'react-i18next';
import type { BundlePreview } from '../../../replica/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { useNow } from '../../state/useNow.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './BundlePreviewCard.module.css';
import { ChangeCounts, Examples } from './Changes.tsx';
import { useKeyWords } from './keyWords.ts';
import { missingRange } from './ledgerLine.ts';
import { Question } from './Question.tsx';
import { SignerBlock } from './trust/SignerBlock.tsx';
import { useAdmissionLabel } from './trust/useAdmission.ts';
import { useOfficeKeyHere } from './trust/useOfficeKeyHere.ts';

export type BundlePreviewCardProps = {
  /** Of its file, where it does not stand beside. */
  readonly name?: string;
  readonly preview: BundlePreview;
  readonly onApply: () => void;
  /** Accepts who signed it, then applies. */
  readonly onAdmit: () => void;
  readonly onNotNow: () => void;
};

const Gaps = ({ preview }: { readonly preview: BundlePreview }) => {
  const { t } = useTranslation('exchange');
  const offices = [...new Set(preview.gaps.map((gap) => gap.office))];
  if (offices.length === 0) return null;
  return (
    <ul className={styles.gaps} aria-label={t('preview.gaps')}>
      {offices.map((office) => (
        <li key={office}>{t('preview.gap', { office, ...missingRange(preview.gaps.filter((gap) => gap.office === office)) })}</li>
      ))}
    </ul>
  );
};

/** The signer's own words stand in a block of their own; here is what else makes a person look twice. */
const Asked = ({ asks }: { readonly asks: BundlePreview['asks'] }) => {
  const { t } = useTranslation('exchange');
  if (asks === null || asks === 'signer' || asks === 'otherOffice') return null;
  return <Question text={t(`preview.asks.${asks}`)} grave={asks === 'erasures'} />;
};

/** What a bundle says of trust is no record, and weighs more than most of them. */
export const Withdrawals = ({ preview }: { readonly preview: BundlePreview }) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  if (!preview.keyNews.revoke) return null;
  return <Question text={t('preview.withdrawals', { offices: format.list(preview.keyNews.revoke) })} />;
};

/** What its writer lacks and hopes for from whoever takes it in. */
const Asking = ({ asksFor: { bundles, files } }: Pick<BundlePreview, 'asksFor'>) => {
  const { t } = useTranslation('exchange');
  const words = [
    ...(bundles > 0 ? [t('preview.asksBundles', { count: bundles })] : []),
    ...(files > 0 ? [t('preview.asksFiles', { count: files })] : []),
  ];
  return words.map((text) => <p key={text}>{text}</p>);
};

/** What a checked bundle would change. Nothing has changed yet, and nothing does until the person says so. */
export const BundlePreviewCard = ({ name, preview, onApply, onAdmit, onNotNow }: BundlePreviewCardProps) => {
  const { t } = useTranslation(['exchange', 'common']);
  const format = useFormat();
  const now = useNow();
  const { from, asks } = preview;
  const canAdmit = useOfficeKeyHere();
  const admit = useAdmissionLabel(preview, canAdmit === true);
  const isTrusted = preview.signer.state === 'trusted';
  const changes = preview.added + preview.changed + preview.deleted + preview.erased;
  const { revoke, ...others } = preview.keyNews;
  const without = useKeyWords()(others).join(' · ') || (!revoke && t('preview.nothing'));
  const when = format.when(from.createdAt, Math.max(now, from.createdAt));
  return (
    <section className={styles.card} aria-label={t('preview.title')}>
      <h2>{t('preview.title')}</h2>
      <p className={styles.from}>{[name, from.author, from.office, when].filter(Boolean).join(' · ')}</p>
      {changes === 0 && without && <p>{without}</p>}
      {changes > 0 && <ChangeCounts preview={preview} />}
      {preview.unchanged > 0 && <p className={styles.from}>{t('preview.unchanged', { count: preview.unchanged })}</p>}
      <Asking asksFor={preview.asksFor} />
      <Gaps preview={preview} />
      <Examples preview={preview} linked={false} />
      <SignerBlock preview={preview} canAdmit={canAdmit !== false} />
      <Withdrawals preview={preview} />
      <Asked asks={asks} />
      <div className={styles.foot}>
        <Button autoFocus={asks !== null} onClick={onNotNow}>
          {t('common:action.notNow')}
        </Button>
        <Button
          variant={asks === 'erasures' ? 'danger' : isTrusted && admit === null ? 'filled' : 'outline'}
          autoFocus={asks === null}
          onClick={onApply}
        >
          {!isTrusted ? t('trust.once') : changes > 0 ? t('preview.apply', { count: changes }) : t('preview.confirmReceipt')}
        </Button>
        {admit !== null && (
          <Button variant="filled" onClick={onAdmit}>
            {admit}
          </Button>
        )}
      </div>
    </section>
  );
};
