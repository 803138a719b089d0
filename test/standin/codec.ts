/**
 * What structured clone lets through, as text. `makeCodec` is self-contained because its source is also sent into the page.
 * The real structuredClone runs first on the sending side: it drops prototypes, runs getters and refuses functions as Electron does.
 */
export const makeCodec = () => {
  type Ref = number;
  const views = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  }; // Electron's text
  const bytesToText = (buffer: ArrayBufferLike): string => {
    let text = '';
    for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const tag = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);

  const encode = (input: unknown): string => {
    let root: unknown;
    try {
      root = structuredClone(input);
    } catch {
      refuse();
    }
    const seen = new Map<object, Ref>();
    const heap: unknown[] = [];
    const add = (value: unknown): unknown => {
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
      if (value === undefined) return ['u'];
      if (typeof value === 'bigint') return ['n', String(value)];
      if (typeof value === 'number')
        return Number.isFinite(value) && !Object.is(value, -0) ? value : ['d', Object.is(value, -0) ? '-0' : String(value)];
      if (typeof value !== 'object') return refuse();
      const known = seen.get(value);
      if (known !== undefined) return ['r', known];
      const ref = heap.length;
      seen.set(value, ref);
      heap.push(null);
      const kind = tag(value);
      if (Array.isArray(value)) heap[ref] = ['A', value.length, Object.entries(value).map(([k, v]) => [k, add(v)])];
      else if (kind === 'Object') heap[ref] = ['O', Object.entries(value).map(([k, v]) => [k, add(v)])];
      else if (value instanceof Date) heap[ref] = ['D', add(value.getTime())];
      else if (value instanceof RegExp) heap[ref] = ['X', value.source, value.flags];
      else if (value instanceof Map) heap[ref] = ['M', [...value].map(([k, v]) => [add(k), add(v)])];
      else if (value instanceof Set) heap[ref] = ['S', [...value].map(add)];
      else if (value instanceof Error)
        heap[ref] = ['E', value.name, value.message, value.stack ?? '', 'cause' in value ? add(value.cause) : ['u']];
      else if (kind === 'ArrayBuffer') heap[ref] = ['B', bytesToText(value as ArrayBuffer)];
      else if (ArrayBuffer.isView(value))
        heap[ref] = ['V', kind, add(value.buffer), value.byteOffset, 'length' in value ? value.length : value.byteLength];
      else if (kind === 'Boolean' || kind === 'Number' || kind === 'String')
        heap[ref] = ['W', add((value as { valueOf(): unknown }).valueOf())];
      else refuse(); // Blob, File, ImageData, MessagePort, …: Electron refuses them too
      return ['r', ref];
    };
    return JSON.stringify([add(root), heap]);
  };

  const decode = (text: string): unknown => {
    const [root, heap] = JSON.parse(text) as [unknown, never[][]];
    const done: unknown[] = [];
    const get = (value: unknown): unknown => {
      if (!Array.isArray(value)) return value;
      const [kind, data] = value as [string, never];
      if (kind === 'u') return undefined;
      if (kind === 'n') return BigInt(data);
      if (kind === 'd') return Number(data);
      return build(data as Ref);
    };
    const set = (target: object, entries: [string, unknown][]): void => {
      for (const [key, value] of entries)
        Object.defineProperty(target, key, { value: get(value), writable: true, enumerable: true, configurable: true });
    };
    const build = (ref: Ref): unknown => {
      if (ref in done) return done[ref];
      const [kind, a, b, c, d] = heap[ref] as unknown as [string, never, never, never, never];
      if (kind === 'A') {
        const list: unknown[] = new Array(a);
        done[ref] = list;
        set(list, b);
      } else if (kind === 'O') {
        const object = {};
        done[ref] = object;
        set(object, a);
      } else if (kind === 'D') done[ref] = new Date(get(a) as number);
      else if (kind === 'X') done[ref] = new RegExp(a, b);
      else if (kind === 'M') {
        const map = new Map();
        done[ref] = map;
        for (const [k, v] of a as unknown[][]) map.set(get(k), get(v));
      } else if (kind === 'S') {
        const items = new Set();
        done[ref] = items;
        for (const v of a as unknown[]) items.add(get(v));
      } else if (kind === 'E') {
        const types: Record<string, ErrorConstructor> = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
        const cause = get(d);
        done[ref] = new (types[a] ?? Error)(b, cause === undefined ? undefined : { cause });
        Object.defineProperty(done[ref], 'stack', { value: c, writable: true, configurable: true });
      } else if (kind === 'B') done[ref] = Uint8Array.from(atob(a), (char) => char.charCodeAt(0)).buffer;
      else if (kind === 'V') done[ref] = new (views[a as keyof typeof views] as Uint8ArrayConstructor)(get(b) as ArrayBuffer, c, d);
      else done[ref] = Object(get(a));
      return done[ref];
    };
    return get(root);
  };
  return { encode, decode };
};

export type Codec = ReturnType<typeof makeCodec>;
