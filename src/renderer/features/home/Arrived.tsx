import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { useExchanges } from '../../replica/queries.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import styles from './Home.module.css';

const shown = 4;

/** The last bundles that changed something here; nothing where none has. */
export const Arrived = ({ now }: { readonly now: number }) => {
  const { t } = useTranslation('home');
  const format = useFormat();
  const entries = (useExchanges() ?? []).filter((entry) => entry.direction === 'in' && entry.changed > 0).slice(0, shown);
  if (entries.length === 0) return null;
  return (
    <Section title={t('arrived.title')}>
      <Card>
        {entries.map((entry) => (
          <div key={`${entry.at}-${entry.sha256}`} className={styles.arrived}>
            <Avatar name={entry.office} group={entry.office} />
            <span className={styles.words}>
              <strong>{t('arrived.from', { office: entry.office })}</strong> · {t('arrived.changes', { count: entry.changed })}
            </span>
            <span className={styles.when}>{format.when(entry.at, now)}</span>
          </div>
        ))}
      </Card>
    </Section>
  );
};
