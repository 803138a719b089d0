import { useTranslation } from 'react-i18next';
import { isRecordId } from '../../../base/ids.ts';
import { textAt, translatedAt } from '../../../domain/values.ts';
import { useFormat } from '../../i18n/format.ts';
import { useReferences } from '../../records/references.ts';
import { useList } from '../../replica/queries.ts';
import { hrefTo } from '../../state/route.ts';
import { CountryMark } from '../../ui/CountryMark.tsx';
import { DateBlock } from '../../ui/ListRow.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import styles from './Home.module.css';

const shown = 5;

/** The section more that a wide window has room for: where the cluster has been last, and what was seen there. */
export const RecentVisits = () => {
  const { t } = useTranslation('home');
  const format = useFormat();
  const page = useList({ type: 'visit', sort: { path: 'day', direction: 'down' }, locale: format.language, offset: 0, limit: shown });
  const visits = page.data?.rows ?? [];
  const hosts = useReferences('organisation', visits.map(({ values }) => textAt(values, 'host')).filter(isRecordId));
  if (visits.length === 0) return null;
  return (
    <div className={styles.wide}>
      <Section title={t('recentVisits')}>
        <Card>
          {visits.map(({ id, values }) => {
            const host = hosts.find((row) => row.id === textAt(values, 'host'))?.values ?? {};
            const day = textAt(values, 'day');
            return (
              <a key={id} className={styles.event} href={hrefTo('visits', id)}>
                {day && <DateBlock {...format.dayParts(Date.parse(day), 'UTC')} />}
                <span className={styles.words}>
                  <span className={styles.name}>{textAt(host, 'name')}</span>
                  <span className={styles.detail}>
                    {[day.slice(0, 4), translatedAt(values, 'summary', format.language)].filter(Boolean).join(' · ')}
                  </span>
                </span>
                {textAt(host, 'country') && <CountryMark country={textAt(host, 'country')} />}
              </a>
            );
          })}
        </Card>
      </Section>
    </div>
  );
};
