import { proxy, wrap } from 'comlink';
import { workerAddress } from '../../base/workerAddress.ts';
import type { DesktopPort, ReplicaApi, ReplicaEvent, SafetyPort } from '../../replica/api.ts';
import workerUrl from '../../replica/worker.ts?worker&url';

/** Starts the store's worker and gives its API. Functions handed over are called back in the window. */
export const connectReplica = (): ReplicaApi => {
  const remote = wrap<ReplicaApi>(new Worker(workerAddress(workerUrl), { type: 'module', name: 'replica' }));
  return {
    open: (request, host: SafetyPort, listener: (event: ReplicaEvent) => void, desktop?: DesktopPort) =>
      desktop ? remote.open(request, proxy(host), proxy(listener), proxy(desktop)) : remote.open(request, proxy(host), proxy(listener)),
    setUp: (request) => remote.setUp(request),
    identity: () => remote.identity(),
    changeIdentity: (who) => remote.changeIdentity(who),
    status: () => remote.status(),
    list: (query) => remote.list(query),
    get: (type, id) => remote.get(type, id),
    rows: (type, ids) => remote.rows(type, ids),
    values: (type, path, limit, passing) => remote.values(type, path, limit, passing),
    counts: () => remote.counts(),
    personTraces: (type, id) => remote.personTraces(type, id),
    history: (type, id) => remote.history(type, id),
    rivals: (limit) => remote.rivals(limit),
    inbox: (query) => remote.inbox(query),
    commit: (changes) => remote.commit(changes),
    undoCommit: (done) => remote.undoCommit(done),
    previewRestore: (snapshot) => remote.previewRestore(snapshot),
    restoreAsOf: (snapshot) => remote.restoreAsOf(snapshot),
    saveDraft: (draft) => remote.saveDraft(draft),
    draft: (key) => remote.draft(key),
    drafts: () => remote.drafts(),
    dropDraft: (key) => remote.dropDraft(key),
    previewBundle: (file, passphrase) => remote.previewBundle(file, passphrase),
    importBundle: (file, request) => remote.importBundle(file, request),
    exportBundle: (request) => remote.exportBundle(request),
    carryOriginals: (place) => remote.carryOriginals(place),
    exchangeWith: (place) => remote.exchangeWith(place),
    retryAside: () => remote.retryAside(),
    cancel: (what) => remote.cancel(what),
    trustBook: () => remote.trustBook(),
    fingerprint: (key) => remote.fingerprint(key),
    readInvitation: (text) => remote.readInvitation(text),
    checkPassphrase: (typed) => remote.checkPassphrase(typed),
    newPassphrase: () => remote.newPassphrase(),
    addStatements: (statements) => remote.addStatements(statements),
    exchanges: () => remote.exchanges(),
    previewUndo: (sha256) => remote.previewUndo(sha256),
    toggleImport: (sha256) => remote.toggleImport(sha256),
    clockWitnesses: () => remote.clockWitnesses(),
    ledger: () => remote.ledger(),
    originals: (visit) => remote.originals(visit),
    resumed: () => remote.resumed(),
    close: () => remote.close(),
  };
};
