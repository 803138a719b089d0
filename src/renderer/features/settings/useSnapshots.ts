import { useQuery } from '@tanstack/react-query';
import type { Failure, Result } from '../../../base/result.ts';
import { err, ok } from '../../../base/result.ts';
import type { ValueOf } from '../../../ipc/contract.ts';
import type { RestorePreview } from '../../../replica/api.ts';
import { useDesktop, useReplica } from '../../replica/context.ts';
import { overviewKey } from '../../replica/events.ts';

export type Snapshot = ValueOf<'listSnapshots'>[number];
/** A snapshot that has been read, and what going back to it would change. */
export type PreparedRestore = { readonly file: Blob; readonly preview: RestorePreview };

const lookAgainMs = 15_000;

/** The snapshots of earlier days, the newest first; undefined until the desktop has answered. */
export const useSnapshots = (): Result<readonly Snapshot[], Failure> | undefined => {
  const desktop = useDesktop();
  return useQuery({
    queryKey: [...overviewKey, 'snapshots'],
    queryFn: () => desktop.listSnapshots({}),
    refetchInterval: lookAgainMs,
  }).data;
};

/** Reads a snapshot and compares it with what is here now, afresh each time it is asked for. */
export const usePreparedRestore = (snapshot: Snapshot): Result<PreparedRestore, Failure> | undefined => {
  const [desktop, replica] = [useDesktop(), useReplica()];
  return useQuery({
    queryKey: ['restore', snapshot.name],
    queryFn: async (): Promise<Result<PreparedRestore, Failure>> => {
      const bytes = await desktop.readSnapshot({ name: snapshot.name });
      if (!bytes.ok) return bytes;
      const file = new Blob([bytes.value]);
      const preview = await replica.previewRestore(file);
      return preview.ok ? ok({ file, preview: preview.value }) : err(preview.error);
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
};
