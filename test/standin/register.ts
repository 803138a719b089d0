/** node --import ./standin/register.ts out/main/index.js — gives the real bundle `electron` and the process properties it expects. */
import { registerHooks } from 'node:module';

Object.defineProperty(process.versions, 'electron', { value: '45.4.1', enumerable: true });
Object.defineProperty(process.versions, 'chrome', { value: '0', enumerable: true });
Object.assign(process, { type: 'browser', resourcesPath: process.env.STANDIN_RESOURCES ?? '' });

const { electron, forge } = await import('./electron.ts');
const { problems, notExercised } = await import('./strict.ts');
Object.assign(globalThis, { __standinElectron: electron });

const esm = [
  'const e = globalThis.__standinElectron;',
  'export default e;',
  ...Object.keys(electron).map((name) => `export const ${name} = e.${name};`),
].join('\n');
registerHooks({
  resolve: (specifier, context, next) => {
    if (!['electron', 'electron/main', 'electron/common'].includes(specifier)) return next(specifier, context);
    const kind = context.conditions.includes('require') ? 'commonjs' : 'module';
    return { url: `standin:electron?${kind}`, format: kind, shortCircuit: true };
  },
  load: (url, context, next) => {
    if (!url.startsWith('standin:electron')) return next(url, context);
    const kind = url.endsWith('commonjs') ? 'commonjs' : 'module';
    return { format: kind, source: kind === 'module' ? esm : 'module.exports = globalThis.__standinElectron;', shortCircuit: true };
  },
});

type Ask = { id: number; ask: 'evaluate' | 'forge' | 'state'; code: string; arg: unknown; part: string; channel: string; args: unknown[] };
process.on('message', (message: Ask) => {
  const run = async (): Promise<unknown> => {
    if (message.ask === 'forge') return forge(message.part, message.channel, message.args);
    if (message.ask === 'state') return { problems, notExercised: [...notExercised] };
    return (new Function(`return (${message.code})`)() as (module: object, arg: unknown) => unknown)(electron, message.arg);
  };
  run().then(
    (value) => process.send?.({ id: message.id, value }),
    (cause: unknown) => process.send?.({ id: message.id, error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }),
  );
});
// A test process that dies must not leave an app and a browser behind.
process.on('disconnect', () => {
  (electron.app as { exit(code: number): void }).exit(1);
});
