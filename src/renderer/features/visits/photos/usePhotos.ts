import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { groupAt, partOf } from '../../../../domain/values.ts';
import type { ListQuery, Row } from '../../../../replica/api.ts';
import { toLanguage } from '../../../i18n/format.ts';
import { useDesktop, useReplica } from '../../../replica/context.ts';
import { recordKey } from '../../../replica/events.ts';
import { useLongList } from '../../../replica/queries.ts';

export type Photo = { readonly row: Row; readonly sha256: string /** Null until the desktop has told. */; readonly kept: boolean | null };

/** Photos of a visit in the order in which they were taken up, as many of them as are to be shown. */
export type Photos = {
  readonly total: number;
  /** False until the first answer: there may be photos. */
  readonly answered: boolean;
  /** Of how many of them, shown or not, the original lies on this machine; null until the desktop has told. */
  readonly kept: number | null;
  readonly shown: readonly Photo[];
  readonly showMore: () => void;
};

const shaOf = (row: Row): string => partOf(groupAt(row.values, 'file'), 'sha256');

type Held = { readonly files: ReadonlySet<string>; readonly photos: number };

/** Which originals of a visit's photos lie on this machine, and of how many photos; undefined until the first answer. */
const useHeld = (visit: RecordId): Held | undefined => {
  const replica = useReplica();
  const desktop = useDesktop();
  return useQuery({
    queryKey: [...recordKey('attachment'), 'held', visit],
    queryFn: async () => {
      const uses = (await replica.originals(visit)).filter(({ live }) => live).map(({ sha256, of }) => ({ sha256, of }));
      const held = await desktop.noteAttachments({ uses });
      const files = new Set(held.ok ? held.value : []);
      return { files, photos: new Set(uses.filter(({ sha256 }) => files.has(sha256)).map(({ of }) => of)).size };
    },
  }).data;
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
  const { total, answered, rowAt, onRange } = useLongList(photosOf(visit, i18n.language));
  const rows: Row[] = [];
  for (let row = rowAt(0); row; row = rowAt(rows.length)) rows.push(row);
  const held = useHeld(visit);
  return {
    total,
    answered,
    kept: held?.photos ?? null,
    shown: rows.map((row) => ({ row, sha256: shaOf(row), kept: held?.files.has(shaOf(row)) ?? null })),
    showMore: () => onRange(0, Math.min(rows.length, total - 1)),
  };
};
