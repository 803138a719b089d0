import { useTranslation } from 'react-i18next';
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

/** "60 de organizații" as its figure and the words that go with it. */
const apart = (counted: string): readonly [figure: string, words: string] => {
  const at = Math.max(0, counted.search(/\p{L}/u));
  return [counted.slice(0, at).trim(), counted.slice(at)];
};

/** How much the cluster holds, small, each number opening its room. */
export const Counts = () => {
  const { t } = useTranslation(['home', 'domain']);
  const counts = useCounts();
  if (!counts) return null;
  return (
    <Section title={t('home:counts.title')}>
      <Card>
        <ul className={styles.counts}>
          {counted.map(({ type, room }) => {
            const [figure, words] = apart(t(`domain:count.${type}`, { count: counts[type] }));
            return (
              <li key={type}>
                <a href={hrefTo(room)}>
                  <span className={styles.figure}>{figure}</span> <span className={styles.counted}>{words}</span>
                </a>
              </li>
            );
          })}
        </ul>
      </Card>
    </Section>
  );
};
