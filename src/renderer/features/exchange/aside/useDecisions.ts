import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure, Result } from '../../../../base/result.ts';
import type { AsideEntry } from '../../../../ipc/contract.ts';
import type { BundlePreview } from '../../../../replica/api.ts';
import { useDesktop, useIdentity, useReplica } from '../../../replica/context.ts';
import { asideKey, useAskAgain } from '../../../rounds/places.ts';
import { showToast } from '../../../ui/toasts.ts';

/** What is known of a file that waits, once somebody has looked into it. */
export type Look =
  | { readonly step: 'closed' }
  | { readonly step: 'busy' }
  | { readonly step: 'open'; readonly file: Blob; readonly preview: BundlePreview }
  | { readonly step: 'failed'; readonly error: Failure };

type Statement = Parameters<ReturnType<typeof useReplica>['addStatements']>[0][number];

/** Looks into a file that waits, and carries out what a person decides about it. */
export const useDecisions = (entry: AsideEntry) => {
  const { t } = useTranslation('exchange');
  const replica = useReplica();
  const desktop = useDesktop();
  const { cluster } = useIdentity();
  const askAgain = useAskAgain();
  const [look, setLook] = useState<Look>({ step: 'closed' });
  const fail = (error: Failure): void => setLook({ step: 'failed', error });
  const drop = async (): Promise<void> => {
    const dropped = await desktop.dropAside({ sha256s: [entry.sha256] });
    await askAgain(asideKey);
    if (!dropped.ok) fail(dropped.error);
  };
  const open = async (): Promise<void> => {
    setLook({ step: 'busy' });
    const read = await desktop.readAside({ sha256: entry.sha256 });
    if (!read.ok) return fail(read.error);
    const file = new Blob([read.value]);
    const preview = await replica.previewBundle(file);
    setLook(preview.ok ? { step: 'open', file, preview: preview.value } : { step: 'failed', error: preview.error });
  };
  const applyOnce = async (file: Blob): Promise<void> => {
    setLook({ step: 'busy' });
    const applied = await replica.importBundle(file, { fileName: entry.fileName, confirmed: true });
    if (!applied.ok) return fail(applied.error);
    const { added, changed, deleted, erased } = applied.value;
    showToast({ text: t('report.title', { count: added + changed + deleted + erased }) });
    await drop();
  };
  /** Keeps what the desktop has signed and tries everything that waits again. */
  const trust = async (signed: Promise<Result<Statement, Failure>>, sentence: string): Promise<void> => {
    setLook({ step: 'busy' });
    const statement = await signed;
    if (!statement.ok) return fail(statement.error);
    const kept = await replica.addStatements([statement.value]);
    if (!kept.ok) return fail(kept.error);
    const retried = await replica.retryAside();
    await askAgain(asideKey);
    if (!retried.ok) return fail(retried.error);
    showToast({ text: sentence });
    await open();
  };
  const acceptOffice = (claim: { readonly office: string; readonly name: string; readonly key: Key }): Promise<void> =>
    trust(desktop.admitOffice({ cluster, office: claim.office, key: claim.key }), t('aside.accepted', { office: claim.name }));
  const admitDevice = (request: Statement, author: string): Promise<void> =>
    trust(desktop.admitDevice({ request }), t('aside.admitted', { author }));
  return { look, open, close: () => setLook({ step: 'closed' }), applyOnce, acceptOffice, admitDevice, refuse: drop };
};
type Key = Parameters<ReturnType<typeof useDesktop>['admitOffice']>[0]['key'];
export type Decisions = ReturnType<typeof useDecisions>;
