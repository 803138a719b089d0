import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { groupAt, partOf } from '../../../../domain/values.ts';
import type { ListQuery, Row } from '../../../../replica/api.ts';
import { toLanguage } from '../../../i18n/format.ts';
import { useDesktop } from '../../../replica/context.ts';
import { recordKey } from '../../../replica/events.ts';
import { useLongList } from '../../../replica/queries.ts';

export type Photo = { readonly row: Row; readonly sha256: string; readonly kept: boolean };

/** Photos of a visit in the order in which they were taken up, as many of them as are to be shown. */
export type Photos = { readonly total: number; readonly shown: readonly Photo[]; readonly showMore: () => void };

const shaOf = (row: Row): string => partOf(groupAt(row.values, 'file'), 'sha256');

/** Which originals of the given photos lie on this machine. */
const useHeld = (rows: readonly Row[]): ReadonlySet<string> => {
  const desktop = useDesktop();
  const uses = rows.map((row) => ({ sha256: shaOf(row), of: row.id as string })).filter(({ sha256 }) => sha256 !== '');
  const answer = useQuery({
    queryKey: [...recordKey('attachment'), 'held', uses],
    queryFn: () => desktop.noteAttachments({ uses }),
    enabled: uses.length > 0,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => new Set(answer.data?.ok ? answer.data.value : []), [answer.data]);
};

/** Asks for the photos of a visit in the order in which they were taken up. */
export const photosOf = (visit: RecordId, language: string): Omit<ListQuery, 'offset' | 'limit'> => ({
  type: 'attachment',
  where: [{ path: 'of', is: visit }],
  sort: { path: 'at', direction: 'up' },
  locale: toLanguage(language),
});

/** The first hundred photos of a visit and, on demand, more; each with whether its original lies on this machine. */
export const usePhotos = (visit: RecordId): Photos => {
  const { i18n } = useTranslation();
  const { total, rowAt, onRange } = useLongList(photosOf(visit, i18n.language));
  const rows: Row[] = [];
  for (let row = rowAt(0); row; row = rowAt(rows.length)) rows.push(row);
  const held = useHeld(rows);
  return {
    total,
    shown: rows.map((row) => ({ row, sha256: shaOf(row), kept: held.has(shaOf(row)) })),
    showMore: () => onRange(0, Math.min(rows.length, total - 1)),
  };
};
