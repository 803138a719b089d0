import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './app.ts';

/**
 * Weakens one guard of the built main or preload bundle at a time and runs the shell tests against it: each must turn some test red.
 * Run it after a build: `node test/shell/mutants.ts [part of a name]`. Exit code 1 when a weakening stays unseen or no longer applies.
 */

type Mutant = { readonly name: string; readonly bundle: 'main' | 'preload'; readonly from: string | RegExp; readonly to: string };

const inMain = (name: string, from: string | RegExp, to: string): Mutant => ({ name, bundle: 'main', from, to });
const inPreload = (name: string, from: string | RegExp, to: string): Mutant => ({ name, bundle: 'preload', from, to });

const mutants: readonly Mutant[] = [
  inMain('sandbox off', /sandbox: true([\s\S]*?)app\.enableSandbox\(\);?/, 'sandbox: false$1'),
  inMain('node integration on', 'nodeIntegration: false', 'nodeIntegration: true'),
  inMain('node integration in frames', 'nodeIntegrationInSubFrames: false', 'nodeIntegrationInSubFrames: true'),
  inMain('web views allowed', 'webviewTag: false', 'webviewTag: true'),
  inMain('web security off', 'webSecurity: true', 'webSecurity: false'),
  inMain('context isolation off', 'contextIsolation: true', 'contextIsolation: false'),
  inMain('developer tools in production', /devTools: !.*isPackaged/, 'devTools: true'),
  inMain('debugging doors in production', /isBeingDebugged\(\) \|\|/, ''),
  inMain('policy: inline scripts', `"script-src 'self'"`, `"script-src 'self' 'unsafe-inline'"`),
  inMain('policy: any connection', `"connect-src 'self'"`, `"connect-src *"`),
  inMain('policy: any image', `"img-src 'self' blob: data:"`, `"img-src *"`),
  inMain('policy: frames', `"default-src 'none'"`, `"default-src 'none'", "frame-src *"`),
  inMain('policy: no trusted types', `"require-trusted-types-for 'script'",`, ''),
  inMain('policy not sent', '"content-security-policy": [', '"x-nothing": ['),
  inMain('another page may be asked for', /isStartPage\(event\.url\)/, 'true'),
  inMain('navigation not stopped', /event\.preventDefault\(\);\s*openOutside\(event\.url\)/, 'openOutside(event.url)'),
  inMain('frames not stopped', 'if (!event.isMainFrame) event.preventDefault();', ''),
  inMain('redirects not stopped', /contents\.on\("will-redirect".*$/m, ''),
  inMain('web views not stopped', /contents\.on\("will-attach-webview".*$/m, ''),
  inMain('windows allowed', 'action: "deny"', 'action: "allow"'),
  inMain('any link opened outside', /allowed\.has\(parsed\.protocol\)/, 'true'),
  inMain('passwords in links opened outside', / && parsed\.username === "" && parsed\.password === ""/, ''),
  inMain('permissions granted', 'answer(isGranted(permission, details))', 'answer(true)'),
  inMain('permission checks granted', /(setPermissionCheckHandler\(.*=> )isGranted\(permission, details\)/, '$1true'),
  inMain('microphone granted', '=== "video"', '!== ""'),
  inMain('requests not filtered', /cancel: !isOwn\(url\) && !isMadeHere\(url, resourceType\)/, 'cancel: false'),
  inMain('any download', /if \(!item\.getURL\(\).*$/m, ''),
  inMain('any page may call', / && senderFrame\.origin === "app:\/\/bundle"/, ''),
  inMain('any frame may call', ' && senderFrame === sender.mainFrame', ''),
  inMain('requests not parsed', /if \(!parsed\.success\) return .*$/m, 'parsed.data ??= request;'),
  inMain('unknown methods passed on', /if \(!isMethod\(method\)\) return .*$/m, ''),
  inMain('any instance', /\|\| !app\.requestSingleInstanceLock\(\)/, ''),
  inMain('never ends', /app\.on\("window-all-closed".*$/m, 'app.on("window-all-closed", () => {});'),
  inMain('never shown', /window\.once\("ready-to-show".*$/m, ''),
  inMain('folder not given back', /app\.once\("quit".*$/m, ''),
  inMain('shutdown not noticed', /powerMonitor\.once\("shutdown"/, 'powerMonitor.once("nothing"'),
  inMain('end of a Windows session not noticed', '"query-session-end"', '"responsive"'),
  inMain('crashed page left white', /else webContents\.reload\(\);/, ''),
  inMain('crashed page brought back for ever', /if \(isAgain\)/, 'if (false)'),
  inMain('hanging page not noticed', /window\.on\("unresponsive"/, 'window.on("hide"'),
  inMain('failed start not told', /\.catch\(failToStart\)/, '.catch(console.error)'),
  inMain('second start ignored', /app\.on\("second-instance".*$/m, ''),
  inPreload('the whole of ipcRenderer exposed', 'Object.freeze(bridge)', '{ ...bridge, ipcRenderer: electron.ipcRenderer }'),
  inPreload('a call more', 'Object.freeze(bridge)', '{ ...bridge, invoke: (...args) => electron.ipcRenderer.invoke(...args) }'),
  inPreload('a package required', /^/, 'require("zod");'),
  inPreload('an ES module', /^/, 'import "electron";'),
];

const paths = { main: join(root, 'out', 'main', 'index.js'), preload: join(root, 'out', 'preload', 'index.cjs') };

/** Whether some test turned red; the first one ends the run. */
const turnsRed = (): Promise<boolean> =>
  new Promise((resolve) => {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const child = spawn(process.execPath, [vitest, 'run', '--config', 'test/vitest.config.ts', '--bail=1', 'test/shell'], {
      cwd: root,
      stdio: 'ignore',
    });
    child.once('exit', (code) => resolve(code !== 0));
  });

const wanted = process.argv[2] ?? '';
const originals = { main: readFileSync(paths.main, 'utf8'), preload: readFileSync(paths.preload, 'utf8') };
const put = (main: string, preload: string): void => {
  writeFileSync(paths.main, main);
  writeFileSync(paths.preload, preload);
};
const restore = (): void => put(originals.main, originals.preload);
process.once('SIGINT', () => {
  restore();
  process.exit(130);
});

if (await turnsRed()) {
  console.error('The tests are red without any weakening; nothing can be learned from them.');
  process.exit(1);
}
let unseen = 0;
for (const { name, bundle, from, to } of mutants.filter((mutant) => mutant.name.includes(wanted))) {
  const changed = originals[bundle].replace(from, to);
  const applies = changed !== originals[bundle];
  put(bundle === 'main' ? changed : originals.main, bundle === 'preload' ? changed : originals.preload);
  const seen = applies && (await turnsRed());
  if (!seen) unseen += 1;
  console.log(`${seen ? 'seen' : applies ? 'UNSEEN' : 'NO PLACE'}: ${name}`);
}
restore();
console.log(`${unseen} weakenings unseen`);
process.exitCode = unseen > 0 ? 1 : 0;
