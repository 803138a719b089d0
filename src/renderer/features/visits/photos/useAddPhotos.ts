import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import type { CleanOptions } from '../../../../base/images/image.ts';
import type { RecordChange, Row } from '../../../../replica/api.ts';
import { useCommit } from '../../../replica/commit.ts';
import { newRecordId, useDesktop, useReplica } from '../../../replica/context.ts';
import { recordKey } from '../../../replica/events.ts';
import { outdate } from '../../../replica/outdate.ts';
import { type PhotoError, type PreparedPhoto, preparePhoto } from './preparePhoto.ts';
import { photosOf } from './usePhotos.ts';

/** A file that did not become a photo, or whose original could not be kept. */
export type PhotoTrouble = {
  readonly name: string;
  readonly error: PhotoError | { readonly type: 'notSaved' | 'originalNotKept' | 'photoHere' };
};

type Offered = { readonly file: File; readonly options: CleanOptions };

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

const mostAtOnce = 200;

/** Whether a visit has this very photo already, and whether its original lies on this machine. */
const useFind = (visit: RecordId): ((sha256: string) => Promise<'missing' | 'small' | 'whole'>) => {
  const replica = useReplica();
  const desktop = useDesktop();
  return useCallback(
    async (sha256) => {
      const uses = (await replica.originals(visit)).filter((each) => each.live && each.sha256 === sha256);
      if (uses.length === 0) return 'missing';
      const held = await desktop.noteAttachments({ uses: uses.map(({ of }) => ({ sha256, of })) });
      return held.ok && held.value.includes(sha256) ? 'whole' : 'small';
    },
    [replica, desktop, visit],
  );
};

/** Deletes every photo of a visit in one commit; false where that could not be saved. */
const useRemoveAll = (visit: RecordId): (() => Promise<boolean>) => {
  const { i18n } = useTranslation();
  const replica = useReplica();
  const commit = useCommit();
  return async () => {
    const rows: Row[] = [];
    for (let total = 1; rows.length < total; ) {
      const page = await replica.list({ ...photosOf(visit, i18n.language), offset: rows.length, limit: mostAtOnce });
      rows.push(...page.rows);
      total = page.rows.length === 0 ? 0 : page.total;
    }
    const deletes = rows.map(({ id, seen }) => ({ kind: 'delete', type: 'attachment', id, shown: seen }) as const);
    return deletes.length === 0 || (await commit(deletes, null)) !== null;
  };
};

/**
 * Takes up files as photos one after the other; each is durable before the next is read. One that the visit has already is not taken up
 * twice: it brings the original, where that found no room before. `giveUp` ends the reading and deletes all photos;
 * where that cannot be saved, `left` holds the files that were not read, null otherwise.
 */
export const useAddPhotos = (visit: RecordId) => {
  const desktop = useDesktop();
  const commit = useCommit();
  const cache = useQueryClient();
  const find = useFind(visit);
  const removeAll = useRemoveAll(visit);
  const underWay = useRef<Promise<unknown>>(Promise.resolve());
  const isEnded = useRef(false);
  const passed = useRef<Offered[]>([]);
  const [reading, setReading] = useState(0);
  const [troubles, setTroubles] = useState<readonly PhotoTrouble[]>([]);
  const [left, setLeft] = useState<readonly Offered[] | null>(null);
  const addOne = useCallback(
    async (offered: Offered): Promise<PhotoTrouble | null> => {
      const { file, options } = offered;
      const photo = isEnded.current ? null : await preparePhoto(file, options);
      if (isEnded.current || photo === null) {
        passed.current.push(offered);
        return null;
      }
      if (!photo.ok) return { name: file.name, error: photo.error };
      const { sha256, bytes } = photo.value;
      const here = await find(sha256);
      if (here === 'whole') return { name: file.name, error: { type: 'photoHere' } };
      const kept = await desktop.putAttachment({ sha256, file: bytes });
      if (here === 'small') await outdate(cache, recordKey('attachment'));
      else if (!(await commit([changeOf(visit, photo.value, Date.now())], null))) return { name: file.name, error: { type: 'notSaved' } };
      return kept.ok ? null : { name: file.name, error: { type: 'originalNotKept' } };
    },
    [desktop, commit, visit, find, cache],
  );
  const addEach = useCallback(
    async (offered: readonly Offered[]): Promise<void> => {
      for (const each of offered) {
        const trouble = await addOne(each);
        if (trouble) setTroubles((before) => [...before, trouble]);
        setReading((before) => before - 1);
      }
    },
    [addOne],
  );
  const take = (offered: readonly Offered[]): void => {
    isEnded.current = false;
    setTroubles([]);
    setReading((before) => before + offered.length);
    underWay.current = Promise.all([underWay.current, addEach(offered)]);
  };
  const giveUp = async (): Promise<boolean> => {
    isEnded.current = true;
    await underWay.current;
    if (await removeAll()) return true;
    setLeft((before) => [...(before ?? []), ...passed.current.splice(0)]);
    return false;
  };
  const addLeft = (): void => {
    take(left ?? []);
    setLeft(null);
  };
  return {
    add: (files: readonly File[], options: CleanOptions): void => take(files.map((file) => ({ file, options }))),
    giveUp,
    addLeft,
    reading,
    troubles,
    left,
    forget: () => setTroubles([]),
    forgetLeft: () => setLeft(null),
  };
};

export type AddPhotos = ReturnType<typeof useAddPhotos>;
