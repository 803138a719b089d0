import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { useJob } from '../replica/events.ts';
import { Mark } from '../ui/Mark.tsx';
import { Bar } from '../ui/Progress.tsx';
import styles from './Opening.module.css';

const calmMs = 400;

/** While the store is read in; says nothing before 400 ms have passed. */
export const ReadingIn = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const job = useJob();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), calmMs);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  const count = job ? t('load.records', { done: format.number(job.done), total: format.number(job.total) }) : '';
  return (
    <main className={styles.centre}>
      <Mark size={44} />
      <p>{t('load.reading')}</p>
      {job && job.total > 0 && (
        <div className={styles.bar}>
          <Bar share={job.done / job.total} text={count} />
          <span>{count}</span>
        </div>
      )}
    </main>
  );
};
