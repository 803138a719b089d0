import { useTranslation } from 'react-i18next';
import { describeFailure } from '../i18n/failure.ts';
import { Button } from '../ui/Button.tsx';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { Mark } from '../ui/Mark.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './Opening.module.css';
import type { OpeningError, Wanted } from './openStore.ts';

type BlockedProps = {
  readonly error: OpeningError;
  readonly onOpen: (wanted: Wanted) => void;
  /** This window had the store and has lost it to another one. */
  readonly takenOver?: boolean;
};

/** Why the store cannot be used just now, what is safe, and what to do. */
export const Blocked = ({ error, onOpen, takenOver = false }: BlockedProps) => {
  const { t } = useTranslation(['error', 'common']);
  const words = describeFailure(takenOver ? { type: 'takenOver' } : error);
  const elsewhere = error.type === 'ownedElsewhere';
  const isLost = error.type === 'sentinelLost' || error.type === 'copyNamesNobody';
  return (
    <main className={styles.blocked}>
      <div className={styles.brand}>
        <Mark size={36} />
        <span>InterregCluster</span>
        <LanguageSwitch />
      </div>
      <h1>{words.title}</h1>
      <Notice
        tone={elsewhere ? 'info' : 'error'}
        title={t(elsewhere ? 'error:blocked.safe' : 'error:blocked.nothingWritten')}
        details={words.code}
      >
        {words.text}
      </Notice>
      <div className={styles.actions}>
        {elsewhere && (
          <Button variant="filled" onClick={() => onOpen({ takeOver: !takenOver })}>
            {t('error:blocked.takeOver')}
          </Button>
        )}
        {error.type === 'sentinelLost' && (
          <Button variant="filled" onClick={() => onOpen({ lost: 'rebuild' })}>
            {t('error:blocked.rebuild')}
          </Button>
        )}
        {error.type === 'copyNamesNobody' && (
          <Button variant="filled" onClick={() => onOpen({ lost: 'anew' })}>
            {t('error:blocked.anew')}
          </Button>
        )}
        {!elsewhere && (
          <Button variant={isLost ? 'outline' : 'filled'} onClick={() => onOpen({})}>
            {t('common:action.tryAgain')}
          </Button>
        )}
      </div>
    </main>
  );
};
