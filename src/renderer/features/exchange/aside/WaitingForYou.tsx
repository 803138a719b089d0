import { useTranslation } from 'react-i18next';
import { useAside } from '../../../rounds/places.ts';
import { Card, Section } from '../../../ui/Page.tsx';
import { AsideCard } from './AsideCard.tsx';

/** Files that came and were not applied; shows nothing while nothing waits. */
export const WaitingForYou = () => {
  const { t } = useTranslation('exchange');
  const entries = useAside() ?? [];
  if (entries.length === 0) return null;
  return (
    <Section title={t('aside.title')} count={entries.length}>
      <Card>
        <ul aria-label={t('aside.title')}>
          {entries.map((entry) => (
            <AsideCard key={entry.sha256} entry={entry} />
          ))}
        </ul>
      </Card>
    </Section>
  );
};
