import { useState } from 'react';
import { type Failure, ok, type Result } from '../../../../base/result.ts';
import type { AsideEntry } from '../../../../ipc/contract.ts';
import type { BundlePreview } from '../../../../replica/api.ts';
import { useDesktop, useReplica } from '../../../replica/context.ts';
import { overviewKey } from '../../../replica/events.ts';
import { asideKey, useAskAgain } from '../../../rounds/places.ts';
import { showToast } from '../../../ui/toasts.ts';
import { useAdmission } from '../trust/useAdmission.ts';

/** What is known of a file that waits, once somebody has looked into it. */
export type Look =
  | { readonly step: 'closed' }
  | { readonly step: 'busy' }
  | { readonly step: 'open'; readonly file: Blob; readonly preview: BundlePreview }
  | { readonly step: 'failed'; readonly error: Failure };

/** Looks into a file that waits, and carries out what a person decides about it. */
export const useDecisions = (entry: AsideEntry) => {
  const replica = useReplica();
  const desktop = useDesktop();
  const accept = useAdmission();
  const askAgain = useAskAgain();
  const [look, setLook] = useState<Look>({ step: 'closed' });
  const fail = (error: Failure): void => setLook({ step: 'failed', error });
  const settle = async (decided: Promise<Result<null, Failure>>): Promise<void> => {
    const done = await decided;
    await askAgain(asideKey);
    void askAgain(overviewKey); // What comes after a refused one is told differently from now on.
    if (!done.ok) fail(done.error);
  };
  const drop = (): Promise<void> => settle(desktop.dropAside({ sha256s: [entry.sha256] }));
  /** Of several the rest stays as it is where one cannot be. */
  const refuseAll = async (refused: boolean, sha256s: readonly string[]): Promise<Result<null, Failure>> => {
    for (const sha256 of sha256s) {
      const done = await desktop.refuseAside({ sha256, refused });
      if (!done.ok) return done;
    }
    return ok(null);
  };
  const refuse = (refused: boolean, also: readonly AsideEntry[] = []): Promise<void> =>
    settle(
      refuseAll(
        refused,
        [entry, ...also].map(({ sha256 }) => sha256),
      ),
    );
  const open = async (): Promise<void> => {
    setLook({ step: 'busy' });
    const read = await desktop.readAside({ sha256: entry.sha256 });
    if (!read.ok) return fail(read.error);
    const file = new Blob([read.value]);
    const preview = await replica.previewBundle(file);
    setLook(preview.ok ? { step: 'open', file, preview: preview.value } : { step: 'failed', error: preview.error });
  };
  const apply = async (file: Blob): Promise<void> => {
    setLook({ step: 'busy' });
    const applied = await replica.importBundle(file, { fileName: entry.fileName, confirmed: true });
    if (!applied.ok) return fail(applied.error);
    const { added, changed, deleted, erased } = applied.value;
    showToast({ said: (t) => t('exchange:report.title', { count: added + changed + deleted + erased }) });
    await drop();
  };
  /** Accepts who signed it and tries everything that waits again: this one, and others of the same signer. */
  const admit = async (preview: BundlePreview): Promise<void> => {
    setLook({ step: 'busy' });
    const admitted = await accept(preview);
    if (!admitted.ok) return fail(admitted.error);
    const retried = await replica.retryAside();
    await askAgain(asideKey);
    if (!retried.ok) return fail(retried.error);
    const { author, office } = preview.from;
    showToast({ said: (t) => (preview.request ? t('exchange:aside.admitted', { author }) : t('exchange:aside.accepted', { office })) });
    await open();
  };
  return { look, open, close: () => setLook({ step: 'closed' }), apply, admit, drop, refuse };
};
