import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { useCounts } from '../../replica/queries.ts';
import { hrefTo } from '../../state/route.ts';
import { Card, Section } from '../../ui/Page.tsx';
import styles from './Home.module.css';

const counted = [
  { type: 'organisation', room: 'directory' },
  { type: 'person', room: 'directory' },
  { type: 'event', room: 'events' },
  { type: 'visit', room: 'visits' },
  { type: 'practice', room: 'practices' },
  { type: 'cooperation', room: 'cooperation' },
] as const;

/** How much the cluster holds, small, each number opening its room. */
export const Counts = () => {
  const { t } = useTranslation(['home', 'domain']);
  const format = useFormat();
  const counts = useCounts();
  if (!counts) return null;
  return (
    <Section title={t('home:counts.title')}>
      <Card>
        <ul className={styles.counts}>
          {counted.map(({ type, room }) => (
            <li key={type}>
              <a href={hrefTo(room)}>
                <span className={styles.figure}>{format.number(counts[type])}</span>
                <span className={styles.counted}>{t(`domain:types.${type}`)}</span>
              </a>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
};
