import { Popover } from '@mantine/core';
import {
  IconAlertTriangle,
  IconClock,
  IconClockExclamation,
  IconDeviceFloppy,
  IconShieldCheck,
  IconShieldX,
  IconWifiOff,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreStatus } from '../../replica/api.ts';
import { useFormat } from '../i18n/format.ts';
import { useClockWords } from '../machine/MachineNotices.tsx';
import { useClockFinding } from '../machine/useClockFinding.ts';
import { useStatus } from '../replica/events.ts';
import { usePlaces } from '../rounds/places.ts';
import { askForRounds } from '../rounds/rounds.ts';
import { hrefTo } from '../state/route.ts';
import { useNow } from '../state/useNow.ts';
import { classes } from '../ui/classes.ts';
import type { Icon } from '../ui/Icon.ts';
import { KeyHint } from '../ui/KeyHint.tsx';
import styles from './StatusStrip.module.css';
import { useCalm } from './useCalm.ts';
import { useUnconfirmed } from './useUnconfirmed.ts';

/** A part of the strip: a button that explains itself. */
const Part = ({
  icon: Icon,
  tone,
  explanation,
  className,
  children,
}: {
  readonly icon?: Icon;
  readonly tone?: 'good' | 'open' | 'failed' | undefined;
  readonly explanation: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) => (
  <Popover position="top-start" shadow="md" width={280} withinPortal>
    <Popover.Target>
      <button type="button" className={classes(styles.part, tone && styles[tone], className)}>
        {Icon && <Icon size={16} stroke={1.75} />}
        {tone === 'open' && <span className={styles.dot} aria-hidden="true" />}
        <span>{children}</span>
      </button>
    </Popover.Target>
    <Popover.Dropdown className={styles.explanation ?? ''}>{explanation}</Popover.Dropdown>
  </Popover>
);

const Saved = ({ status }: { readonly status: StoreStatus }) => {
  const { t } = useTranslation();
  const format = useFormat();
  if (status.unsaved)
    return (
      <Part icon={IconAlertTriangle} tone="failed" explanation={t('status.explainSaved')}>
        {t('status.unsaved')}
      </Part>
    );
  return (
    <Part icon={IconDeviceFloppy} tone="good" explanation={t('status.explainSaved')}>
      {status.savedAt === null ? t('status.nothingYet') : `${t('status.saved')} ${format.clock(status.savedAt)}`}
    </Part>
  );
};

/** Something that was made more than this ahead of now was made before the clock was set back. */
const setBackMs = 60_000;

/** By a clock that is off, or has been set back, no age can be told. */
const SafetyCopy = ({ status, now }: { readonly status: StoreStatus; readonly now: number }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const finding = useClockFinding();
  const isBehind = useCalm(status.uncopiedSince !== null);
  if (status.safetyCopyFailing)
    return (
      <Part icon={IconShieldX} tone="failed" explanation={t('status.explainCopyFailing')}>
        {t('status.copyFailing')}
      </Part>
    );
  if (isBehind)
    return (
      <Part tone="open" explanation={t('status.explainCopyBehind')}>
        {t('status.copyBehind')}
      </Part>
    );
  return (
    <Part icon={IconShieldCheck} tone="good" explanation={t('status.explainCopy')} className={styles.optional}>
      {status.safetyCopyAt === null
        ? t('status.copyNone')
        : finding || status.safetyCopyAt > now + setBackMs
          ? t('status.copyKept')
          : t('status.copy', { ago: format.ago(status.safetyCopyAt, now) })}
    </Part>
  );
};

const ClockOff = () => {
  const finding = useClockFinding();
  const words = useClockWords();
  if (!finding) return null;
  const { strip, text } = words(finding);
  return (
    <Part icon={IconClockExclamation} explanation={text}>
      {strip}
    </Part>
  );
};

/** Shorter where the clock has to be told too: four parts and a sentence are too much for one line. */
const LastExchange = ({ at, now }: { readonly at: number | null; readonly now: number }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const finding = useClockFinding();
  const never = finding ? 'status.noExchangeShort' : 'status.noExchange';
  return (
    <Part icon={at === null ? IconWifiOff : IconClock} explanation={t('status.explainExchange')}>
      {at === null ? t(never) : t('status.lastExchange', { when: format.when(at, now) })}
    </Part>
  );
};

/** From left: saved, safety copy, the clock where it is off; then last exchange, what is not handed over, and the way to Exchange. */
export const StatusStrip = () => {
  const { t } = useTranslation();
  const status = useStatus();
  const now = useNow();
  const unconfirmed = useUnconfirmed(status);
  const places = usePlaces();
  return (
    <section aria-label={t('status.label')} data-pane tabIndex={-1} className={styles.strip}>
      {status && (
        <>
          <div role="status" className={styles.side}>
            <Saved status={status} />
            <SafetyCopy status={status} now={now} />
            <ClockOff />
          </div>
          <div className={styles.side}>
            <LastExchange at={status.lastExchangeAt} now={now} />
            {unconfirmed > 0 && (
              <Part tone="open" explanation={t('status.explainWaiting')}>
                {t('status.waiting', { count: unconfirmed })}
              </Part>
            )}
            <a href={hrefTo('exchange')} className={styles.exchange} onClick={() => askForRounds((places ?? []).map(({ id }) => id))}>
              {t('status.exchangeNow')}
              <KeyHint keys="F9" />
            </a>
          </div>
        </>
      )}
    </section>
  );
};
