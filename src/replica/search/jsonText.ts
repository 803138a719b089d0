/** Where things stand in JSON text that is known to be whole, for whoever wants a few of its values and not the objects of all. */

export const lineBreak = 0x0a;
export const quote = 0x22;
export const comma = 0x2c;
export const colon = 0x3a;
export const backslash = 0x5c;
export const bracketClosed = 0x5d;
export const braceOpen = 0x7b;
export const braceClosed = 0x7d;
const bracketOpen = 0x5b;

const cut = (): Error => new Error('JSON text ends within a value.');

/** The closing quote of the string that begins with the quote at `from`. */
export const stringEnd = (json: Uint8Array, from: number): number => {
  for (let at = from + 1; at < json.length; at += 1) {
    if (json[at] === quote) return at;
    if (json[at] === backslash) at += 1;
  }
  throw cut();
};

/** The comma or bracket behind the value that begins at `from`. */
export const valueEnd = (json: Uint8Array, from: number): number => {
  let depth = 0;
  for (let at = from; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === quote) at = stringEnd(json, at);
    else if (byte === braceOpen || byte === bracketOpen) depth += 1;
    else if (byte === comma || byte === braceClosed || byte === bracketClosed) {
      if (depth === 0) return at;
      if (byte !== comma) depth -= 1;
    }
  }
  throw cut();
};

const decoder = new TextDecoder();

/** Code units of the span read last, and how many; one and the same for all, since each is used up before the next is read. */
const read = { units: new Uint16Array(1 << 12), length: 0 };
export type CodeUnits = typeof read;

const [twoBytes, threeBytes, fourBytes] = [0x80, 0xe0, 0xf0];

/** The code units of the text whose bytes stand from `from` to `end`; null where it holds a backslash, which may be an escape, or a character of four bytes. */
export const plainUnits = (json: Uint8Array, from: number, end: number): CodeUnits | null => {
  if (end - from > read.units.length) read.units = new Uint16Array(2 * (end - from));
  const { units } = read;
  let length = 0;
  for (let at = from; at < end; at += 1) {
    let code = json[at] ?? 0;
    if (code === backslash || code >= fourBytes) return null;
    if (code >= threeBytes) code = ((code & 0x0f) << 12) | (((json[++at] ?? 0) & 0x3f) << 6) | ((json[++at] ?? 0) & 0x3f);
    else if (code >= twoBytes) code = ((code & 0x1f) << 6) | ((json[++at] ?? 0) & 0x3f);
    units[length++] = code;
  }
  read.length = length;
  return read;
};

const shortText = 1024;

/** The text from `from` to `end`. A browser's decoder takes longer to be asked than to decode so little. */
const textFrom = (json: Uint8Array, from: number, end: number): string => {
  const plain = end - from <= shortText ? plainUnits(json, from, end) : null;
  if (plain === null) return decoder.decode(json.subarray(from, end));
  return Reflect.apply(String.fromCharCode, null, plain.units.subarray(0, plain.length));
};

/** The value that stands from `from` to `end`. */
export const valueAt = (json: Uint8Array, from: number, end: number): unknown => JSON.parse(textFrom(json, from, end));

/** Whether these bytes stand there. */
export const standsAt = (json: Uint8Array, at: number, bytes: Uint8Array): boolean => {
  for (let index = 0; index < bytes.length; index += 1) if (json[at + index] !== bytes[index]) return false;
  return true;
};
