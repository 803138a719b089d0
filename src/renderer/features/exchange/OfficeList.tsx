import { IconCheck, IconCircleOff, IconClock, IconDeviceLaptop, IconEyeOff, IconFileExport, IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeLedger } from '../../../replica/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { useNow } from '../../state/useNow.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { CountryMark } from '../../ui/CountryMark.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { Icon } from '../../ui/Icon.ts';
import { Card } from '../../ui/Page.tsx';
import { Bar } from '../../ui/Progress.tsx';
import { BrokenRow } from './BrokenRow.tsx';
import { type LedgerLine, ledgerLine } from './ledgerLine.ts';
import { MachinesDialog } from './machines/MachinesDialog.tsx';
import styles from './OfficeList.module.css';

const icons: Readonly<Record<LedgerLine['state'], Icon>> = {
  retired: IconCircleOff,
  unseen: IconEyeOff,
  gap: IconPlugConnectedX,
  late: IconClock,
  seen: IconCheck,
};

/** First what matters most, then what else is known, each as a sentence. */
const useSentences = (): ((entry: OfficeLedger, line: LedgerLine, now: number) => readonly string[]) => {
  const { t } = useTranslation(['exchange', 'domain']);
  const format = useFormat();
  return ({ retired }, { state, unseen, further, lastHeardAt, gap, originals }, now) => {
    const kinds = unseen.map(({ kind, count }) => (kind === 'other' ? t('newer', { count }) : t(`domain:count.${kind}`, { count })));
    const what = format.list(further > 0 ? [...kinds, t('seen.more', { count: further })] : kinds);
    const heard = lastHeardAt === null ? t('seen.neverHeard') : t('seen.lastHeard', { ago: format.ago(Math.min(lastHeardAt, now), now) });
    const missing = gap === null ? [] : [t('seen.gap', gap)];
    const photos =
      originals === null
        ? []
        : [t('seen.originals', { has: format.number(originals.has), all: format.number(originals.of), count: originals.of })];
    if (retired !== null) return [t(`seen.retired.${retired}`), heard];
    if (state === 'unseen') return [t('seen.unseen', { what }), ...missing, ...photos, heard];
    if (state === 'gap') return [...missing, ...photos, heard];
    return [
      ...(state === 'late' ? [heard, t('seen.everything')] : [t('seen.everything')]),
      ...photos,
      ...(state === 'late' ? [] : [heard]),
    ];
  };
};

type OfficeLineProps = { readonly entry: OfficeLedger; readonly isBusy: boolean; readonly onMake: () => void };

const OfficeLine = ({ entry, isBusy, onMake }: OfficeLineProps) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const now = useNow();
  const sentences = useSentences();
  const line = ledgerLine(entry, now);
  const [showsMachines, showMachines] = useState(false);
  const [first, ...rest] = sentences(entry, line, now);
  const Icon = icons[line.state];
  const { name, country } = entry.office;
  return (
    <li className={styles.line} data-state={line.state}>
      <Icon size={20} stroke={1.75} className={styles.icon ?? ''} />
      <span className={styles.words}>
        <span className={styles.office}>
          <CountryMark country={country} />
          <strong>{entry.isOwn ? t('seen.ownMachines', { office: name }) : name}</strong>
        </span>
        <span className={styles.first}>{first}</span>
        {rest.map((sentence) => (
          <span key={sentence} className={styles.second}>
            {sentence}
          </span>
        ))}
      </span>
      {entry.retired === null && (
        <span className={styles.share}>
          <span className={styles.bar}>
            <Bar
              share={entry.share}
              done={entry.share === 1}
              text={t('seen.share', { office: name, share: format.percent(entry.share) })}
            />
          </span>
          <span aria-hidden="true">{format.percent(Math.floor(entry.share * 100) / 100)}</span>
        </span>
      )}
      <IconButton
        variant="quiet"
        icon={IconDeviceLaptop}
        label={t('machines.title', { office: name })}
        onClick={() => showMachines(true)}
      />
      {entry.retired === null && (
        <Button small icon={IconFileExport} disabled={isBusy} aria-label={t('seen.makeFileFor', { office: name })} onClick={onMake}>
          {t('seen.makeFile')}
        </Button>
      )}
      <BrokenRow entry={entry} />
      {showsMachines && <MachinesDialog entry={entry} onClose={() => showMachines(false)} />}
    </li>
  );
};

const firstShown = 8;

export type OfficeListProps = {
  readonly ledger: readonly OfficeLedger[];
  /** No file is made while another one is being made or read. */
  readonly isBusy: boolean;
  readonly onMake: (entry: OfficeLedger) => void;
  readonly onMakeAll: () => void;
};

/** One line for each office: what it has not seen, when it was last heard, what of it has not arrived. */
export const OfficeList = ({ ledger, isBusy, onMake, onMakeAll }: OfficeListProps) => {
  const { t } = useTranslation('exchange');
  const [all, showAll] = useState(false);
  if (ledger.length === 0)
    return (
      <EmptyState
        icon={IconFileExport}
        title={t('seen.aloneTitle')}
        text={t('seen.aloneHint')}
        action={
          <Button icon={IconFileExport} onClick={onMakeAll}>
            {t('make')}
          </Button>
        }
      />
    );
  return (
    <>
      <Card>
        <ul className={styles.list}>
          {(all ? ledger : ledger.slice(0, firstShown)).map((entry) => (
            <OfficeLine key={entry.office.id} entry={entry} isBusy={isBusy} onMake={() => onMake(entry)} />
          ))}
        </ul>
      </Card>
      {!all && ledger.length > firstShown && (
        <Button small variant="quiet" onClick={() => showAll(true)}>
          {t('past.all', { count: ledger.length })}
        </Button>
      )}
    </>
  );
};
