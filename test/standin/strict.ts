/** What the stand-in does not emulate must stop the test, even when the app swallows the exception: every refusal is also kept. */
import { EventEmitter } from 'node:events';

export const problems: string[] = [];
export const notExercised = new Set<string>();

export class NotEmulated extends Error {
  constructor(what: string) {
    super(`electron stand-in: ${what} is not emulated`);
    this.name = 'NotEmulated';
  }
}

export const report = (problem: string): void => {
  problems.push(problem);
  process.stderr.write(`[stand-in] ${problem}\n`);
};

export const refuse = (what: string): never => {
  const error = new NotEmulated(what);
  report(error.message);
  throw error;
};

const harmless = new Set(['then', 'toJSON', 'constructor', 'inspect', 'asymmetricMatch', 'nodeType']);

export const strict = <T extends object>(name: string, target: T): T =>
  new Proxy(target, {
    get: (object, key, receiver) =>
      key in object || typeof key === 'symbol' || harmless.has(key) ? Reflect.get(object, key, receiver) : refuse(`${name}.${key}`),
  });

/** Any listener, as Node itself declares it. */
type Listener = Parameters<EventEmitter['on']>[1];

/** Compile-time check that an event still exists in Electron's own declarations. */
export type EventOf<T, E extends string> = T extends { on(event: E, listener: Listener): unknown } ? E : never;
export const eventsOf =
  <T>() =>
  <const E extends readonly string[]>(
    ...events: E & { [K in keyof E]: E[K] extends string ? EventOf<T, E[K]> : never }
  ): readonly string[] =>
    events;

export class StrictEmitter extends EventEmitter {
  /** fires: really emitted; silent: may be listened to, but nothing here can cause it (listed in notExercised). */
  readonly _kind: string;
  readonly _fires: readonly string[];
  readonly _silent: readonly string[];
  constructor(kind: string, fires: readonly string[], silent: readonly string[]) {
    super();
    this._kind = kind;
    this._fires = fires;
    this._silent = silent;
  }
  _check(event: string | symbol): void {
    if (typeof event === 'symbol' || event === 'newListener' || event === 'removeListener' || this._fires.includes(event)) return;
    if (this._silent.includes(event)) notExercised.add(`${this._kind} '${event}'`);
    else refuse(`${this._kind} event '${event}'`);
  }
  override on(event: string | symbol, listener: Listener): this {
    this._check(event);
    return super.on(event, listener);
  }
  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }
  override prependListener(event: string | symbol, listener: Listener): this {
    this._check(event);
    return super.prependListener(event, listener);
  }
}

export const makeEvent = <T extends object>(params: T): T & { preventDefault(): void; readonly defaultPrevented: boolean } => {
  let prevented = false;
  return Object.defineProperties(params, {
    preventDefault: {
      value: () => {
        prevented = true;
      },
    },
    defaultPrevented: { get: () => prevented },
  }) as never;
};
