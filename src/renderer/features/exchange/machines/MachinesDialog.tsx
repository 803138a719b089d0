import { useTranslation } from 'react-i18next';
import type { Gap, MachineLedger, OfficeLedger } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useNow } from '../../../state/useNow.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Confirm.tsx';
import { DialogEnd } from '../../../ui/DialogEnd.tsx';
import { missingRange } from '../ledgerLine.ts';
import { AskFirst } from '../trust/AskFirst.tsx';
import styles from './MachinesDialog.module.css';
import { useOfficeMarks } from './useOfficeMarks.ts';

type Marks = ReturnType<typeof useOfficeMarks>;

const Machine = ({ machine, marks }: { readonly machine: MachineLedger; readonly marks: Marks }) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const now = useNow();
  const { author, device, lastHeardAt, state } = machine;
  const name = author || device.slice(0, 8);
  return (
    <li className={styles.line}>
      <span className={styles.words}>
        <strong>{name}</strong>
        <span className={styles.hint}>{t('seen.lastHeard', { ago: format.ago(Math.min(lastHeardAt, now), now) })}</span>
      </span>
      {state === 'withdrawn' && <Badge tone="brick">{t('trust.withdrawn')}</Badge>}
      {state === 'retired' && (
        <>
          <Badge tone="grey">{t('machines.retired')}</Badge>
          <Button small variant="quiet" onClick={() => marks.count(device, (t) => t('exchange:machines.countedSaid', { name }))}>
            {t('machines.count')}
            <span className="visually-hidden"> {name}</span>
          </Button>
        </>
      )}
      {state === 'counted' && (
        <Button small onClick={() => marks.retire(device, (t) => t('exchange:machines.retiredSaid', { name }))}>
          {t('machines.retire')}
          <span className="visually-hidden"> {name}</span>
        </Button>
      )}
    </li>
  );
};

const Missing = ({ gap, isGivenUp, marks }: { readonly gap: Gap; readonly isGivenUp: boolean; readonly marks: Marks }) => {
  const { t } = useTranslation('exchange');
  const said = { author: gap.author, ...missingRange([gap]) };
  return (
    <li className={styles.line}>
      <span className={styles.words}>{t('machines.gap', said)}</span>
      {isGivenUp ? (
        <>
          <Badge tone="grey">{t('machines.givenUp')}</Badge>
          <Button small variant="quiet" onClick={() => marks.miss(gap, (t) => t('exchange:machines.missedSaid', said))}>
            {t('machines.miss')}
          </Button>
        </>
      ) : (
        <AskFirst
          label={t('machines.giveUp')}
          of={said.range}
          title={t('machines.giveUpTitle', said)}
          onYes={() => marks.giveUp(gap, (t) => t('exchange:machines.givenUpSaid', said))}
        >
          <p>{t('machines.giveUpText')}</p>
          <p>{t('machines.giveUpEffect')}</p>
        </AskFirst>
      )}
    </li>
  );
};

/** The machines of an office, which of them are still waited for, and what of theirs has not arrived. Every act can be taken back. */
export const MachinesDialog = ({ entry, onClose }: { readonly entry: OfficeLedger; readonly onClose: () => void }) => {
  const { t } = useTranslation('exchange');
  const { office, machines, retired, missingHere, givenUp, isOwn } = entry;
  const marks = useOfficeMarks(entry);
  const gaps = [...missingHere.map((gap) => ({ gap, isGivenUp: false })), ...givenUp.map((gap) => ({ gap, isGivenUp: true }))];
  return (
    <Dialog opened title={t('machines.title', { office: office.name })} onClose={onClose}>
      <p className={styles.intro}>{t('machines.intro')}</p>
      {machines.length === 0 ? (
        <p>{t('machines.none')}</p>
      ) : (
        <ul aria-label={t('machines.title', { office: office.name })}>
          {machines.map((machine) => (
            <Machine key={machine.device} machine={machine} marks={marks} />
          ))}
        </ul>
      )}
      {gaps.length > 0 && (
        <>
          <h3 className={styles.heading}>{t('machines.gaps')}</h3>
          <ul aria-label={t('machines.gaps')}>
            {gaps.map(({ gap, isGivenUp }) => (
              <Missing key={`${gap.run} ${gap.from}`} gap={gap} isGivenUp={isGivenUp} marks={marks} />
            ))}
          </ul>
        </>
      )}
      {!isOwn && (
        <DialogEnd>
          {retired === 'marked' ? (
            <Button onClick={() => marks.count(office.id, (t) => t('exchange:machines.countedSaid', { name: office.name }))}>
              {t('machines.countOffice')}
            </Button>
          ) : (
            <Button onClick={() => marks.retire(office.id, (t) => t('exchange:machines.retiredSaid', { name: office.name }))}>
              {t('machines.retireOffice')}
            </Button>
          )}
        </DialogEnd>
      )}
    </Dialog>
  );
};
