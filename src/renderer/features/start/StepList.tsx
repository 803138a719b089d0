import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './Start.module.css';

export const stepNames = ['language', 'source', 'who'] as const;
export type StepName = (typeof stepNames)[number];

/** The steps with the one that is asked now. */
export const StepList = ({ current }: { readonly current: StepName }) => {
  const { t } = useTranslation('start');
  const at = stepNames.indexOf(current);
  return (
    <ol className={styles.steps} aria-label={t('steps.label')}>
      {stepNames.map((name, index) => (
        <li key={name} aria-current={index === at ? 'step' : undefined} data-done={index < at}>
          <span className={styles.number}>{index < at ? <IconCheck size={14} stroke={2} /> : index + 1}</span>
          {t(`steps.${name}`)}
        </li>
      ))}
    </ol>
  );
};
