import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../base/result.ts';

export type Options = {
  readonly port: number;
  /** Folder of the host's data; null for the system's usual place. */
  readonly dataFolder: string | null;
  /** False: serve, and open neither a window nor a browser. */
  readonly opens: boolean;
};
export type OptionsError = { readonly type: 'wrongOption'; readonly sentence: string };

/** Fixed, because another port is another origin to a browser, with another, empty store. */
export const defaultPort = 4317;

const flags = { port: { type: 'string' }, data: { type: 'string' }, 'no-open': { type: 'boolean' } } as const;
const usage = 'Options: --port N, --data DIR, --no-open.';

const parse = (args: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof flags }>>['values'] | null => {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    if (cause instanceof TypeError) return null;
    throw cause;
  }
};

const wrong = (sentence: string): Result<never, OptionsError> => err({ type: 'wrongOption', sentence });

/** Reads what stands behind `npm start --`. */
export const parseOptions = (args: readonly string[]): Result<Options, OptionsError> => {
  const values = parse(args);
  if (values === null) return wrong(`Cannot understand "${args.join(' ')}". ${usage}`);
  const port = values.port ?? String(defaultPort);
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    return wrong(`--port must be a number from 1 to 65535, not "${port}".`);
  if (values.data === '') return wrong('--data must name a folder.');
  return ok({ port: Number(port), dataFolder: values.data ?? null, opens: values['no-open'] !== true });
};
