type Listener = (...values: unknown[]) => void;

const listenersOf = new WeakMap<object, Map<string, Listener[]>>();

const entriesOf = (emitter: object): Map<string, Listener[]> => {
  const known = listenersOf.get(emitter) ?? new Map<string, Listener[]>();
  listenersOf.set(emitter, known);
  return known;
};

/** As much of Node's `events` as PouchDB uses in a browser. It needs no constructor call, since PouchDB makes its databases without one. */
export function EventEmitter(): void {}

const methods = {
  on(this: object, name: string, listener: Listener): object {
    entriesOf(this).set(name, [...(entriesOf(this).get(name) ?? []), listener]);
    return this;
  },
  once(this: object, name: string, listener: Listener): object {
    const first: Listener = (...values) => {
      methods.removeListener.call(this, name, first);
      listener.apply(this, values);
    };
    return methods.on.call(this, name, Object.assign(first, { listener }));
  },
  removeListener(this: object, name: string, listener: Listener): object {
    const left = (entriesOf(this).get(name) ?? []).filter((each) => each !== listener && Reflect.get(each, 'listener') !== listener);
    entriesOf(this).set(name, left);
    return this;
  },
  removeAllListeners(this: object, name?: string): object {
    if (name === undefined) listenersOf.delete(this);
    else entriesOf(this).delete(name);
    return this;
  },
  emit(this: object, name: string, ...values: unknown[]): boolean {
    const listeners = entriesOf(this).get(name) ?? [];
    for (const listener of listeners) listener.apply(this, values);
    return listeners.length > 0;
  },
  listeners(this: object, name: string): readonly Listener[] {
    return entriesOf(this).get(name) ?? [];
  },
  listenerCount(this: object, name: string): number {
    return entriesOf(this).get(name)?.length ?? 0;
  },
};
Object.assign(EventEmitter.prototype, methods);

// biome-ignore lint/style/noDefaultExport: the module that this stands for has a default export.
export default EventEmitter;
