import { useTranslation } from 'react-i18next';
import type { AsideEntry } from '../../../../ipc/contract.ts';
import { useAside } from '../../../rounds/places.ts';
import { Card, Section } from '../../../ui/Page.tsx';
import { AsideCard } from './AsideCard.tsx';

const areAlike = (a: AsideEntry, b: AsideEntry): boolean => a.author === b.author && a.office === b.office && a.why === b.why;

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
            <AsideCard key={entry.sha256} entry={entry} alike={entries.filter((each) => each !== entry && areAlike(each, entry))} />
          ))}
        </ul>
      </Card>
    </Section>
  );
};
