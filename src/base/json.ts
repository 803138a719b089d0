export type JsonObject = { readonly [key: string]: Json };
/** Any value that JSON can hold; `undefined`, dates and functions are not among them. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export const isJsonObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own property or `undefined`: names such as `constructor` are looked up in data and never in a prototype. */
export const own = <T>(object: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** An object without a prototype, so that `__proto__` is a key like any other. */
export const bare = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

/** JSON text with object keys in code-unit order: two equal values give the same text, whatever built them. */
export const canonicalJson = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`);
  return `{${members.join(',')}}`;
};
