import { IconClock, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ClockFinding } from '../../domain/clockFinding.ts';
import { useFormat } from '../i18n/format.ts';
import { useStatus } from '../replica/events.ts';
import { useView } from '../state/view.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './MachineNotices.module.css';
import { useClockFinding } from './useClockFinding.ts';

/** What is found, as a title and as one for the strip, and the finding in sentences with what can be done. */
export const useClockWords = (): ((finding: ClockFinding) => { readonly title: string; readonly strip: string; readonly text: string }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (finding) => {
    const { type, byMs } = finding;
    const sentence = t(`machine.clock.${type}`, { name: 'name' in finding ? finding.name : '', span: format.span(byMs) });
    return type === 'behindOne' || type === 'aheadOfOne'
      ? {
          title: t('machine.clock.differTitle'),
          strip: t('machine.clock.differStrip'),
          text: `${sentence} ${t('machine.clock.differText')}`,
        }
      : { title: t('machine.clock.title'), strip: t('machine.clock.strip'), text: `${sentence} ${t('machine.clock.text')}` };
  };
};

/** What this machine has to tell its own person and nobody else: that its data was copied, that its clock is off. Both are harmless. */
export const MachineNotices = () => {
  const { t } = useTranslation();
  const words = useClockWords();
  const finding = useClockFinding();
  const copies = useStatus()?.copies ?? 0;
  const known = useView((view) => view.knownCopies);
  const setKnownCopies = useView((view) => view.setKnownCopies);
  if (!finding && copies <= known) return null;
  return (
    <div className={styles.notices}>
      {copies > known && (
        <Notice
          tone="warning"
          icon={IconCopy}
          title={t('machine.copied.title')}
          actions={
            <Button small onClick={() => setKnownCopies(copies)}>
              {t('machine.copied.understood')}
            </Button>
          }
        >
          {t('machine.copied.text')}
        </Notice>
      )}
      {finding && (
        <Notice tone="warning" icon={IconClock} title={words(finding).title}>
          {words(finding).text}
        </Notice>
      )}
    </div>
  );
};
