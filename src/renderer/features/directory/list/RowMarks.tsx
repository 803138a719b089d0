import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { textAt } from '../../../../domain/values.ts';
import type { Row } from '../../../../replica/api.ts';
import { toLanguage } from '../../../i18n/format.ts';
import { partsOfPath } from '../../../i18n/labels.ts';
import { useWaitWord } from '../../../records/WaitBadge.tsx';
import { useReplica } from '../../../replica/context.ts';
import { recordKey } from '../../../replica/events.ts';
import { Badge, StateBadge } from '../../../ui/Badge.tsx';
import { CountryMark } from '../../../ui/CountryMark.tsx';
import { findDuplicates } from '../useDuplicates.ts';

type Marks = { readonly outdated: readonly string[]; readonly duplicate: boolean };

/** What a row does not carry itself; asked for once per record and only while it is in view. */
const useMarks = (row: Row): Marks | undefined => {
  const replica = useReplica();
  const { i18n } = useTranslation();
  const locale = toLanguage(i18n.language);
  return useQuery({
    queryKey: [...recordKey('organisation'), 'marks', row.id, row.seen],
    queryFn: async (): Promise<Marks> => {
      const [record, duplicates] = await Promise.all([
        replica.get('organisation', row.id),
        findDuplicates(replica, row.id, row.values, locale),
      ]);
      const outdated = (record?.outdated ?? []).flatMap((path) => partsOfPath(path).language ?? []);
      return { outdated, duplicate: duplicates.length > 0 };
    },
    staleTime: 60_000,
  }).data;
};

/** At most one mark in words, then how many more; the country always. */
export const RowMarks = ({ row }: { readonly row: Row }) => {
  const { t } = useTranslation('directory');
  const marks = useMarks(row);
  const waiting = useWaitWord(row);
  const found = [
    ...(waiting ? [{ state: 'rival' as const, text: waiting }] : []),
    ...(marks?.duplicate ? [{ state: 'duplicate' as const, text: t('mark.duplicate') }] : []),
    ...(marks?.outdated ?? []).map((language) => ({
      state: 'outdated' as const,
      text: t('mark.outdated', { language: language.toUpperCase() }),
    })),
  ];
  const [first, ...others] = found;
  return (
    <>
      {first && <StateBadge state={first.state}>{first.text}</StateBadge>}
      {others.length > 0 && (
        <span title={others.map((mark) => mark.text).join(', ')}>
          <Badge tone="grey">{t('mark.more', { count: others.length })}</Badge>
        </span>
      )}
      <CountryMark country={textAt(row.values, 'country')} />
    </>
  );
};
