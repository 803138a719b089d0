import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../base/result.ts';
import type { BundleError } from '../exchange/errors.ts';
import { decryptFile } from './decrypt.ts';
import { type CommandError, commandFailed, printable } from './files.ts';
import { generate } from './generate.ts';
import { inspect } from './inspect.ts';
import { mergeBundles } from './merge.ts';
import { openingOf, openingOptions } from './opening.ts';
import { sentenceOf } from './sentences.ts';
import { verify } from './verify.ts';

/** `npm run bundle -- <command> …`: bundles without a window. Answers go to stdout; a failure is one sentence on stderr and exit code 1. */

type Answer = Promise<Result<string, BundleError | CommandError>>;

const usage = [
  'Usage: npm run bundle -- inspect FILE [--json]',
  '       npm run bundle -- verify FILE [--key KEY]',
  '       npm run bundle -- decrypt FILE (--identity FILE | --passphrase-file FILE) -o OUT',
  '       npm run bundle -- merge A B … -o C',
  '       npm run bundle -- generate [--organisations N] [--events N] [--registrations N] [--visits N] [--seed N] -o FILE',
  'Names that end in .gz are written compressed. inspect and verify open encrypted files with --identity or --passphrase-file.',
].join('\n');

const commands: Readonly<Record<string, (args: readonly string[]) => Answer>> = {
  inspect: async (args) => {
    const parsed = parse(args, { json: { type: 'boolean' }, ...openingOptions });
    if (!parsed.ok) return parsed;
    const [path, ...more] = parsed.value.positionals;
    if (path === undefined || more.length > 0) return commandFailed('inspect needs one file.');
    const open = await openingOf(parsed.value.values);
    return open.ok ? inspect(path, parsed.value.values.json === true, open.value) : open;
  },
  verify: async (args) => {
    const parsed = parse(args, { key: text, ...openingOptions });
    if (!parsed.ok) return parsed;
    const { positionals, values } = parsed.value;
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) return commandFailed('verify needs one file.');
    const open = await openingOf(values);
    return open.ok ? verify(path, open.value, typeof values.key === 'string' ? values.key : undefined) : open;
  },
  decrypt: async (args) => {
    const parsed = parse(args, { ...output, ...openingOptions });
    if (!parsed.ok) return parsed;
    const { positionals, values } = parsed.value;
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) return commandFailed('decrypt needs one file.');
    if (typeof values.output !== 'string') return noTarget('decrypt');
    const open = await openingOf(values);
    if (!open.ok) return open;
    if (open.value === undefined) return commandFailed('decrypt needs --identity FILE or --passphrase-file FILE.');
    return decryptFile(path, open.value, values.output);
  },
  merge: async (args) => {
    const parsed = parse(args, output);
    if (!parsed.ok) return parsed;
    const { positionals, values } = parsed.value;
    if (positionals.length < 2) return commandFailed('merge needs two or more files.');
    return typeof values.output === 'string' ? mergeBundles(positionals, values.output) : noTarget('merge');
  },
  generate: async (args) => {
    const parsed = parse(args, { ...output, ...planOptions });
    if (!parsed.ok) return parsed;
    const { positionals, values } = parsed.value;
    if (positionals.length > 0) return commandFailed(`generate takes no file but the one after -o: ${positionals[0]}`);
    const target = values.output;
    if (typeof target !== 'string') return noTarget('generate');
    const plan = {
      organisations: countOf(values, 'organisations', 1000),
      events: countOf(values, 'events', 5),
      registrations: countOf(values, 'registrations', 500),
      visits: countOf(values, 'visits', 50),
      seed: countOf(values, 'seed', 1),
    };
    const wrong = Object.entries(plan).find(([, count]) => count === null);
    if (wrong !== undefined) return commandFailed(`--${wrong[0]} needs a whole number from 0 to ${largestCount}.`);
    return generate(plan as { readonly [Name in keyof typeof plan]: number }, target); // No count is null, as just seen.
  },
};

const largestCount = 10_000_000;
const output = { output: { type: 'string', short: 'o' } } as const;
const text = { type: 'string' } as const;
const planOptions = { organisations: text, events: text, registrations: text, visits: text, seed: text };

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;
type Parsed = { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] };

/** `--events -5` as `--events=-5`: a negative number is no option, and is refused as a number. */
const withNegatives = (args: readonly string[]): string[] => {
  const isValue = (index: number): boolean => /^-\d/.test(args[index] ?? '') && (args[index - 1] ?? '').startsWith('--');
  return args.flatMap((each, index) => (isValue(index) ? [] : isValue(index + 1) ? `${each}=${args[index + 1]}` : each));
};

const parse = (args: readonly string[], options: Options): Result<Parsed, CommandError> => {
  try {
    return ok(parseArgs({ args: withNegatives(args), options, allowPositionals: true, strict: true }));
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return commandFailed(`${(cause.message.split(/[.\n]/)[0] ?? '').trim()}.`);
  }
};

const noTarget = (command: string) => commandFailed(`${command} needs a file to write: -o FILE.`);

/** The option's number, `otherwise` where it was not given, null where it is no count. */
const countOf = (values: Parsed['values'], name: string, otherwise: number): number | null => {
  const given = values[name];
  if (given === undefined) return otherwise;
  const count = typeof given === 'string' && /^\d{1,8}$/.test(given) ? Number(given) : Number.NaN;
  return count <= largestCount ? count : null;
};

const answer = async (args: readonly string[]): Answer => {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || args.includes('--help') || args.includes('-h')) return ok(usage);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return command === undefined
    ? err({ type: 'commandFailed', sentence: `There is no command “${name}”; use ${Object.keys(commands).join(', ')}.` })
    : command(rest);
};

const answered = await answer(process.argv.slice(2));
if (answered.ok) process.stdout.write(`${answered.value}\n`);
else process.stderr.write(`${printable(sentenceOf(answered.error))}\n`);
process.exitCode = answered.ok ? 0 : 1;
