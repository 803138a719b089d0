import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/Page.tsx';
import type { Gap } from './gaps.ts';
import styles from './MissingPane.module.css';

export type MissingPaneProps = { readonly gaps: readonly Gap[]; readonly isFinal: boolean; readonly onJump: (gap: Gap) => void };

/** What finalising still needs; each line leads to its place in the form. */
export const MissingPane = ({ gaps, isFinal, onJump }: MissingPaneProps) => {
  const { t } = useTranslation('visits');
  if (gaps.length === 0)
    return (
      <section className={styles.missing}>
        <h2>{t('missing.nothing')}</h2>
        <p className={styles.ready}>
          <IconCheck size={18} stroke={1.75} />
          {isFinal ? t('missing.alreadyFinal') : t('missing.ready')}
        </p>
      </section>
    );
  return (
    <section className={styles.missing}>
      <h2>{t('missing.title', { count: gaps.length })}</h2>
      <Card>
        {gaps.map((gap) => (
          <button key={gap.field} type="button" className={styles.gap} onClick={() => onJump(gap)}>
            <IconAlertCircle size={18} stroke={1.75} />
            <span>
              <span className={styles.what}>{t(`missing.${gap.what}`)}</span>
              <span className={styles.where}>
                {gap.number === null ? t(`form.${gap.section}`) : t('missing.finding', { number: gap.number })}
              </span>
            </span>
          </button>
        ))}
      </Card>
      <p className={styles.safe}>{t('missing.safe')}</p>
    </section>
  );
};
