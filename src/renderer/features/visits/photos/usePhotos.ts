import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import type { CleanOptions } from '../../../../base/images/image.ts';
import { groupAt, partOf } from '../../../../domain/values.ts';
import type { Desktop } from '../../../../ipc/contract.ts';
import type { RecordChange, Row } from '../../../../replica/api.ts';
import { toLanguage } from '../../../i18n/format.ts';
import { useCommit } from '../../../replica/commit.ts';
import { newRecordId, useDesktop } from '../../../replica/context.ts';
import { useList } from '../../../replica/queries.ts';
import { type PhotoError, type PreparedPhoto, preparePhoto } from './preparePhoto.ts';

export type Photo = { readonly row: Row; readonly sha256: string; readonly kept: boolean };

/** A file that did not become a photo, or whose original could not be kept. */
export type PhotoTrouble = { readonly name: string; readonly error: PhotoError | { readonly type: 'notSaved' | 'originalNotKept' } };

const originalKey = (sha256: string) => ['original', sha256] as const;
export const shaOf = (row: Row): string => partOf(groupAt(row.values, 'file'), 'sha256');

const isKept = async (desktop: Desktop, sha256: string): Promise<boolean> => (await desktop.getAttachment({ sha256 })).ok;

/** Photos of a visit in the order in which they were taken up, each with whether its original lies on this machine. */
export const usePhotos = (visit: RecordId): readonly Photo[] => {
  const desktop = useDesktop();
  const { i18n } = useTranslation();
  const page = useList({
    type: 'attachment',
    where: [{ path: 'of', is: visit }],
    sort: { path: 'at', direction: 'up' },
    locale: toLanguage(i18n.language),
    offset: 0,
    limit: 200,
  });
  const rows = page.data?.rows ?? [];
  const answers = useQueries({
    queries: rows.map((row) => ({
      queryKey: originalKey(shaOf(row)),
      queryFn: () => isKept(desktop, shaOf(row)),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  return rows.map((row, index) => ({ row, sha256: shaOf(row), kept: answers[index]?.data === true }));
};

const changeOf = (visit: RecordId, photo: PreparedPhoto, at: number): RecordChange => ({
  kind: 'set',
  type: 'attachment',
  id: newRecordId(),
  set: {
    of: visit,
    name: photo.name,
    file: { sha256: photo.sha256, mime: photo.mime, bytes: photo.bytes.length, width: photo.width, height: photo.height },
    thumbnail: photo.thumbnail,
    at,
  },
  shown: {},
});

/** Takes up files as photos one after the other; each is durable before the next is read. */
export const useAddPhotos = (visit: RecordId) => {
  const desktop = useDesktop();
  const cache = useQueryClient();
  const commit = useCommit();
  const [reading, setReading] = useState(0);
  const [troubles, setTroubles] = useState<readonly PhotoTrouble[]>([]);
  const addOne = useCallback(
    async (file: File, options: CleanOptions): Promise<PhotoTrouble | null> => {
      const photo = await preparePhoto(file, options);
      if (!photo.ok) return { name: file.name, error: photo.error };
      const { sha256, bytes } = photo.value;
      const kept = await desktop.putAttachment({ sha256, file: bytes });
      cache.setQueryData(originalKey(sha256), kept.ok);
      const receipt = await commit([changeOf(visit, photo.value, Date.now())], null);
      if (!receipt) return { name: file.name, error: { type: 'notSaved' } };
      return kept.ok ? null : { name: file.name, error: { type: 'originalNotKept' } };
    },
    [desktop, cache, commit, visit],
  );
  const add = useCallback(
    async (files: readonly File[], options: CleanOptions): Promise<void> => {
      setTroubles([]);
      setReading((before) => before + files.length);
      for (const file of files) {
        const trouble = await addOne(file, options);
        if (trouble) setTroubles((before) => [...before, trouble]);
        setReading((before) => before - 1);
      }
    },
    [addOne],
  );
  return { add, reading, troubles, forget: () => setTroubles([]) };
};
