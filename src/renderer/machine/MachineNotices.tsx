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

/** The finding in one sentence. */
export const useClockSentence = (): ((finding: ClockFinding) => string) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (finding) => t(`machine.clock.${finding.type}`, { name: 'name' in finding ? finding.name : '', span: format.span(finding.byMs) });
};

/** What this machine has to tell its own person and nobody else: that its data was copied, that its clock is off. Both are harmless. */
export const MachineNotices = () => {
  const { t } = useTranslation();
  const sentence = useClockSentence();
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
        <Notice tone="warning" icon={IconClock} title={t('machine.clock.title')}>
          {sentence(finding)} {t('machine.clock.text')}
        </Notice>
      )}
    </div>
  );
};
