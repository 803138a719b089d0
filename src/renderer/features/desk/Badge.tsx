import { useTranslation } from 'react-i18next';
import type { Row } from '../../../replica/api.ts';
import type { Language } from '../../i18n/languages.ts';
import { BadgeCard } from './BadgeCard.tsx';
import deskStyles from './Desk.module.css';
import { DeskButton } from './DeskButton.tsx';
import type { Desk } from './useDesk.ts';
import { useOrganisationName } from './useOrganisationName.ts';
import styles from './WalkIn.module.css';

type BadgeProps = { readonly desk: Desk; readonly registration: Row; readonly eventTitle: string; readonly language: Language };

/** The last badge once more. */
export const Badge = ({ desk, registration, eventTitle, language }: BadgeProps) => {
  const { t } = useTranslation('desk', { lng: language });
  const organisation = useOrganisationName(registration);
  return (
    <>
      <div className={styles.form}>
        <h1>{t('badge.again')}</h1>
        <BadgeCard values={registration.values} organisation={organisation} eventTitle={eventTitle} language={language} />
      </div>
      <footer className={deskStyles.foot}>
        <DeskButton main hint="Esc" onClick={() => desk.go({ at: 'prompt' })}>
          {t('result.next')}
        </DeskButton>
      </footer>
    </>
  );
};
