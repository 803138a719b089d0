import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { dayIn } from '../../../domain/times.ts';
import type { OriginalRef } from '../../../replica/api.ts';
import { useDesktop, useReplica } from '../../replica/context.ts';
import { recordKey } from '../../replica/events.ts';
import { outdate } from '../../replica/outdate.ts';
import { type AddedOriginals, addOriginals, packOriginals, type Steps } from './originalFiles.ts';
import { saveFile } from './useBundles.ts';

/** Each file once, with how many of those that live records name lie on this machine. */
export type OriginalsHere = {
  readonly files: readonly OriginalRef[];
  readonly held: ReadonlySet<string>;
  readonly wanted: number;
  readonly here: number;
};

export type OriginalsWork =
  | { readonly step: 'idle' }
  | { readonly step: 'saving' | 'adding'; readonly done: number; readonly total: number | null }
  | { readonly step: 'saved'; readonly count: number; readonly leftOut: number }
  | { readonly step: 'added'; readonly report: AddedOriginals };

const countHere = (refs: readonly OriginalRef[], here: readonly string[]): OriginalsHere => {
  const held = new Set(here);
  const byHash = new Map<string, OriginalRef>();
  for (const ref of refs) if (ref.live || !byHash.has(ref.sha256)) byHash.set(ref.sha256, ref);
  const files = [...byHash.values()];
  const live = files.filter((ref) => ref.live);
  return { files, held, wanted: live.length, here: live.filter(({ sha256 }) => held.has(sha256)).length };
};

/** Null until the first answer, and while the desktop cannot be asked. */
export const useOriginalsHere = (): OriginalsHere | null => {
  const replica = useReplica();
  const desktop = useDesktop();
  const answer = useQuery({
    queryKey: [...recordKey('attachment'), 'originals'],
    queryFn: async () => {
      const refs = await replica.originals();
      const held = await desktop.noteAttachments({ uses: refs.map(({ sha256, of }) => ({ sha256, of })) });
      return held.ok ? countHere(refs, held.value) : null;
    },
    placeholderData: keepPreviousData,
  });
  return answer.data ?? null;
};

const idle: OriginalsWork = { step: 'idle' };

/** Saves the originals as one file for a stick, and takes up those that came on one. */
export const useOriginals = (here: OriginalsHere | null) => {
  const desktop = useDesktop();
  const cache = useQueryClient();
  const [work, setWork] = useState<OriginalsWork>(idle);
  const abort = useRef(new AbortController());
  const begin = useCallback((step: 'saving' | 'adding', total: number | null): Steps => {
    abort.current = new AbortController();
    setWork({ step, done: 0, total });
    return { signal: abort.current.signal, onStep: (done) => setWork({ step, done, total }) };
  }, []);
  const toSave = useMemo(() => here?.files.filter(({ sha256, live }) => live && here.held.has(sha256)) ?? [], [here]);
  const save = useCallback(async (): Promise<void> => {
    const now = Date.now();
    const made = await packOriginals(desktop, toSave, now, begin('saving', toSave.length));
    if (made === null) return setWork(idle);
    const fileName = `interregcluster-originals-${dayIn(now, Intl.DateTimeFormat().resolvedOptions().timeZone).replaceAll('-', '')}.tar`;
    if (made.packed > 0) saveFile({ file: made.file, fileName });
    setWork({ step: 'saved', count: made.packed, leftOut: toSave.length - made.packed });
  }, [desktop, toSave, begin]);
  const add = useCallback(
    async (files: readonly File[]): Promise<void> => {
      if (here === null || files.length === 0) return;
      const wanted = new Set(here.files.map(({ sha256 }) => sha256));
      const report = await addOriginals(desktop, files, wanted, here.held, begin('adding', null));
      await outdate(cache, recordKey('attachment'));
      setWork({ step: 'added', report });
    },
    [desktop, cache, here, begin],
  );
  return { work, save, add, cancel: () => abort.current.abort(), close: () => setWork(idle) };
};
