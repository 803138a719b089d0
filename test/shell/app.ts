import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findBrowser } from '../browser.ts';
import { launch, type StandInApplication } from '../standin/launch.ts';

export const root = dirname(dirname(import.meta.dirname));
/** The bundle under test. */
export const mainBundle = join(root, 'out', 'main', 'index.js');

export type LaunchOptions = {
  readonly main?: string;
  readonly dataFolder?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** The real built main process in a process of its own, with Chromium playing Electron's windows. */
export const launchApp = ({ main = mainBundle, dataFolder, args = [], env = {} }: LaunchOptions = {}): StandInApplication => {
  const browser = findBrowser();
  return launch({
    main,
    appPath: root,
    args: [`--data=${dataFolder ?? mkdtempSync(join(tmpdir(), 'interreg-shell-'))}`, ...args],
    env: { ...browser.env, STANDIN_CHROMIUM: browser.path, ...env },
  });
};
