import { useCallback, useState } from 'react';
import { err, type Failure, type Result } from '../../../base/result.ts';
import type { BundlePreview, ExportedBundle, ExportRequest, ImportReport, ReplicaApi } from '../../../replica/api.ts';
import { useReplica } from '../../replica/context.ts';
import { useAdmission } from './trust/useAdmission.ts';

/** A bundle file in hand, with the passphrase that opens it where it has one. */
export type BundleInHand = { readonly file: File; readonly passphrase?: string };

/** What is going on with bundles on this screen. Before `report` nothing of a bundle has changed anything here. */
export type Work =
  | { readonly step: 'idle' }
  | { readonly step: 'busy'; readonly job: 'preview' | 'import' | 'export'; readonly name: string }
  | { readonly step: 'locked'; readonly file: File; readonly tried: string | null }
  | { readonly step: 'preview'; readonly bundle: BundleInHand; readonly preview: BundlePreview }
  | { readonly step: 'report'; readonly name: string; readonly report: ImportReport }
  | { readonly step: 'made'; readonly bundle: ExportedBundle; readonly seal: ExportRequest['seal'] }
  /** `bundle`: what can be tried again as it is, because the fault was not its own. */
  | {
      readonly step: 'refused';
      readonly job: 'read' | 'make';
      readonly name: string;
      readonly error: Failure;
      readonly bundle?: BundleInHand;
    }
  /** What would go out is not in the safety copy yet; `request` is what was asked for. */
  | { readonly step: 'uncopied'; readonly request: ExportRequest }
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

const ofThisMachine: ReadonlySet<string> = new Set(['notSaved', 'diskFailed']);

const notRead = (bundle: BundleInHand, error: Failure): Work => {
  if (error.type === 'cancelled') return { step: 'cancelled' };
  return { step: 'refused', job: 'read', name: bundle.file.name, error, ...(ofThisMachine.has(error.type) ? { bundle } : {}) };
};

const notMade = (error: Failure): Work =>
  error.type === 'cancelled' ? { step: 'cancelled' } : { step: 'refused', job: 'make', name: '', error };

const afterReading = (bundle: BundleInHand, result: Result<BundlePreview, Failure>): Work => {
  if (result.ok) return { step: 'preview', bundle, preview: result.value };
  const { type } = result.error;
  if (type === 'bundleNeedsPassphrase' || type === 'bundleWrongPassphrase')
    return { step: 'locked', file: bundle.file, tried: bundle.passphrase ?? null };
  return notRead(bundle, result.error);
};

const mostInvitationBytes = 65_536;

/** What is no bundle may be the invitation that came in the same e-mail: it is told where that belongs. */
const failureOf = async (file: File, error: Failure, replica: ReplicaApi): Promise<Failure> => {
  if (error.type !== 'bundleNotABundle' || file.size > mostInvitationBytes) return error;
  const read = await replica.readInvitation(await file.text());
  return read.ok || read.error.type !== 'invitationNone' ? { type: 'bundleIsInvitation' } : error;
};

/** Reads, applies and makes bundles, one at a time. */
export const useBundles = () => {
  const replica = useReplica();
  const admit = useAdmission();
  const [work, setWork] = useState<Work>(idle);
  const read = useCallback(
    async (file: File, passphrase?: string): Promise<void> => {
      setWork({ step: 'busy', job: 'preview', name: file.name });
      const result = await replica.previewBundle(file, passphrase);
      const told = result.ok ? result : err(await failureOf(file, result.error, replica));
      setWork(afterReading({ file, ...(passphrase === undefined ? {} : { passphrase }) }, told));
    },
    [replica],
  );
  const apply = useCallback(
    async (bundle: BundleInHand): Promise<void> => {
      const { file, ...opened } = bundle;
      setWork({ step: 'busy', job: 'import', name: file.name });
      const result = await replica.importBundle(file, { fileName: file.name, confirmed: true, ...opened });
      setWork(result.ok ? { step: 'report', name: file.name, report: result.value } : notRead(bundle, result.error));
    },
    [replica],
  );
  const admitAndApply = useCallback(
    async (bundle: BundleInHand, preview: BundlePreview): Promise<void> => {
      setWork({ step: 'busy', job: 'import', name: bundle.file.name });
      const admitted = await admit(preview);
      if (admitted.ok) await apply(bundle);
      else setWork(notRead(bundle, admitted.error));
    },
    [admit, apply],
  );
  const make = useCallback(
    async (request: ExportRequest): Promise<void> => {
      setWork({ step: 'busy', job: 'export', name: '' });
      const result = await replica.exportBundle(request);
      if (result.ok) saveFile(result.value);
      if (!result.ok && result.error.type === 'safetyCopyBehind') return setWork({ step: 'uncopied', request });
      setWork(result.ok ? { step: 'made', bundle: result.value, seal: request.seal } : notMade(result.error));
    },
    [replica],
  );
  return { work, read, apply, admitAndApply, make, cancel: () => void replica.cancel('bundles'), close: () => setWork(idle) };
};
export type Bundles = ReturnType<typeof useBundles>;
