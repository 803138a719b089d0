import { useTranslation } from 'react-i18next';
import { Mark } from '../../ui/Mark.tsx';
import styles from './Start.module.css';

/** The calm picture at left: the Tisza and the Maros meet. */
export const RiverPanel = () => {
  const { t } = useTranslation('start');
  return (
    <aside className={styles.panel}>
      <div className={styles.brand}>
        <Mark size={34} />
        InterregCluster
      </div>
      <p className={styles.motto}>
        {t('motto.first')}
        <br />
        {t('motto.second')}
        <br />
        {t('motto.third')}
      </p>
      <p className={styles.promise}>{t('promise')}</p>
      <svg className={styles.rivers} viewBox="0 0 392 400" preserveAspectRatio="xMidYMax slice" fill="none" aria-hidden="true">
        <path className={styles.marosBank} d="M460 -10C310 90 208 160 214 290" strokeWidth="58" />
        <path className={styles.maros} d="M460 -10C310 90 208 160 214 290" strokeWidth="32" />
        <path className={styles.tiszaBank} d="M-10 62C120 100 200 160 214 260S232 360 240 420" strokeWidth="70" />
        <path className={styles.tisza} d="M-10 62C120 100 200 160 214 260S232 360 240 420" strokeWidth="38" />
      </svg>
    </aside>
  );
};
