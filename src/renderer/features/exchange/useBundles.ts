import { useCallback, useState } from 'react';
import type { Failure } from '../../../base/result.ts';
import type { BundlePreview, ExportedBundle, ExportRequest, ImportReport } from '../../../replica/api.ts';
import { useReplica } from '../../replica/context.ts';

/** What is going on with bundles on this screen. Before `report` nothing of a bundle has changed anything here. */
export type Work =
  | { readonly step: 'idle' }
  | { readonly step: 'busy'; readonly job: 'preview' | 'import' | 'export'; readonly name: string }
  | { readonly step: 'preview'; readonly file: File; readonly preview: BundlePreview }
  | { readonly step: 'report'; readonly name: string; readonly report: ImportReport }
  | { readonly step: 'made'; readonly bundle: ExportedBundle }
  | { readonly step: 'refused'; readonly job: 'read' | 'make'; readonly name: string; readonly error: Failure }
  | { readonly step: 'cancelled' };

const idle: Work = { step: 'idle' };

/** Hands a file to the browser, which puts it where the person's downloads go. */
export const saveFile = ({ file, fileName }: Pick<ExportedBundle, 'file' | 'fileName'>): void => {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

const refusedOrCancelled = (job: 'read' | 'make', name: string, error: Failure): Work =>
  error.type === 'cancelled' ? { step: 'cancelled' } : { step: 'refused', job, name, error };

/** Reads, applies and makes bundles, one at a time. */
export const useBundles = () => {
  const replica = useReplica();
  const [work, setWork] = useState<Work>(idle);
  const read = useCallback(
    async (file: File): Promise<void> => {
      setWork({ step: 'busy', job: 'preview', name: file.name });
      const result = await replica.previewBundle(file);
      setWork(result.ok ? { step: 'preview', file, preview: result.value } : refusedOrCancelled('read', file.name, result.error));
    },
    [replica],
  );
  const apply = useCallback(
    async (file: File): Promise<void> => {
      setWork({ step: 'busy', job: 'import', name: file.name });
      const result = await replica.importBundle(file, { fileName: file.name, confirmed: true });
      setWork(result.ok ? { step: 'report', name: file.name, report: result.value } : refusedOrCancelled('read', file.name, result.error));
    },
    [replica],
  );
  const make = useCallback(
    async (request: ExportRequest): Promise<void> => {
      setWork({ step: 'busy', job: 'export', name: '' });
      const result = await replica.exportBundle(request);
      if (result.ok) saveFile(result.value);
      setWork(result.ok ? { step: 'made', bundle: result.value } : refusedOrCancelled('make', '', result.error));
    },
    [replica],
  );
  return { work, read, apply, make, cancel: () => void replica.cancel(), close: () => setWork(idle) };
};
export type Bundles = ReturnType<typeof useBundles>;
