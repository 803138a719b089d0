import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import type { CleanOptions } from '../../../../base/images/image.ts';
import { groupAt, partOf } from '../../../../domain/values.ts';
import type { ListQuery, RecordChange, Row } from '../../../../replica/api.ts';
import { toLanguage } from '../../../i18n/format.ts';
import { useCommit } from '../../../replica/commit.ts';
import { newRecordId, useDesktop, useReplica } from '../../../replica/context.ts';
import { recordKey } from '../../../replica/events.ts';
import { useList } from '../../../replica/queries.ts';
import { type PhotoError, type PreparedPhoto, preparePhoto } from './preparePhoto.ts';

export type Photo = { readonly row: Row; readonly sha256: string; readonly kept: boolean };

/** A file that did not become a photo, or whose original could not be kept. */
export type PhotoTrouble = { readonly name: string; readonly error: PhotoError | { readonly type: 'notSaved' | 'originalNotKept' } };

export const shaOf = (row: Row): string => partOf(groupAt(row.values, 'file'), 'sha256');

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

const mostAtOnce = 200;

const photosOf = (visit: RecordId, language: string): ListQuery => ({
  type: 'attachment',
  where: [{ path: 'of', is: visit }],
  sort: { path: 'at', direction: 'up' },
  locale: toLanguage(language),
  offset: 0,
  limit: mostAtOnce,
});

/** Photos of a visit in the order in which they were taken up, each with whether its original lies on this machine. */
export const usePhotos = (visit: RecordId): readonly Photo[] => {
  const { i18n } = useTranslation();
  const page = useList(photosOf(visit, i18n.language));
  const rows = page.data?.rows ?? [];
  const held = useHeld(rows);
  return rows.map((row) => ({ row, sha256: shaOf(row), kept: held.has(shaOf(row)) }));
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

/** Takes up files as photos one after the other; each is durable before the next is read. `removeAll` also ends what is still being read. */
export const useAddPhotos = (visit: RecordId) => {
  const { i18n } = useTranslation();
  const desktop = useDesktop();
  const replica = useReplica();
  const commit = useCommit();
  const underWay = useRef<Promise<unknown>>(Promise.resolve());
  const isEnded = useRef(false);
  const [reading, setReading] = useState(0);
  const [troubles, setTroubles] = useState<readonly PhotoTrouble[]>([]);
  const addOne = useCallback(
    async (file: File, options: CleanOptions): Promise<PhotoTrouble | null> => {
      const photo = await preparePhoto(file, options);
      if (!photo.ok) return { name: file.name, error: photo.error };
      if (isEnded.current) return null;
      const { sha256, bytes } = photo.value;
      const kept = await desktop.putAttachment({ sha256, file: bytes });
      const receipt = await commit([changeOf(visit, photo.value, Date.now())], null);
      if (!receipt) return { name: file.name, error: { type: 'notSaved' } };
      return kept.ok ? null : { name: file.name, error: { type: 'originalNotKept' } };
    },
    [desktop, commit, visit],
  );
  const addAll = useCallback(
    async (files: readonly File[], options: CleanOptions): Promise<void> => {
      for (const file of files) {
        const trouble = isEnded.current ? null : await addOne(file, options);
        if (trouble) setTroubles((before) => [...before, trouble]);
        setReading((before) => before - 1);
      }
    },
    [addOne],
  );
  const add = (files: readonly File[], options: CleanOptions): void => {
    isEnded.current = false;
    setTroubles([]);
    setReading((before) => before + files.length);
    underWay.current = Promise.all([underWay.current, addAll(files, options)]);
  };
  /** Deletes all photos of a visit that is not to be; false where that could not be saved. */
  const removeAll = async (): Promise<boolean> => {
    isEnded.current = true;
    await underWay.current;
    for (;;) {
      const { rows } = await replica.list(photosOf(visit, i18n.language));
      const deletes = rows.map(({ id, seen }) => ({ kind: 'delete', type: 'attachment', id, shown: seen }) as const);
      if (deletes.length > 0 && !(await commit(deletes, null))) return false;
      if (rows.length < mostAtOnce) return true;
    }
  };
  return { add, removeAll, reading, troubles, forget: () => setTroubles([]) };
};

export type AddPhotos = ReturnType<typeof useAddPhotos>;
