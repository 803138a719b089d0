import { IconBan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AsideEntry } from '../../../../ipc/contract.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useRefused } from '../../../rounds/places.ts';
import { useNow } from '../../../state/useNow.ts';
import { Button } from '../../../ui/Button.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Card, Section } from '../../../ui/Page.tsx';
import { AskFirst } from '../trust/AskFirst.tsx';
import styles from './Aside.module.css';
import { useDecisions } from './useDecisions.ts';

const RefusedFile = ({ entry }: { readonly entry: AsideEntry }) => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const now = useNow();
  const { look, refuse, drop, close } = useDecisions(entry);
  const { author, office, fileName, at } = entry;
  const from = [author, office].filter(Boolean).join(', ') || t('aside.unknownSender');
  return (
    <li className={styles.entry} aria-label={from}>
      <IconBan size={20} stroke={1.75} className={styles.icon ?? ''} />
      <div className={styles.words}>
        <strong>{from}</strong>
        <p className={styles.hint}>{[fileName, format.when(at, Math.max(now, at))].filter(Boolean).join(' · ')}</p>
      </div>
      <div className={styles.actions}>
        <Button small onClick={() => void refuse(false)}>
          {t('aside.again')}
          <span className="visually-hidden"> {from}</span>
        </Button>
        <AskFirst label={t('aside.remove')} of={from} title={t('aside.removeTitle')} variant="quiet" danger onYes={() => void drop()}>
          <p>{t('aside.removeText')}</p>
        </AskFirst>
      </div>
      {look.step === 'failed' && (
        <div className={styles.opened}>
          <FailureNotice failure={look.error} onClose={close} />
        </div>
      )}
    </li>
  );
};

/** Files that somebody has refused, to be looked at again or removed for good; shows nothing while there are none. */
export const RefusedFiles = () => {
  const { t } = useTranslation('exchange');
  const entries = useRefused() ?? [];
  if (entries.length === 0) return null;
  return (
    <Section title={t('aside.refused')} count={entries.length}>
      <Card>
        <ul aria-label={t('aside.refused')}>
          {entries.map((entry) => (
            <RefusedFile key={entry.sha256} entry={entry} />
          ))}
        </ul>
      </Card>
    </Section>
  );
};
