import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    pool: 'forks',
    maxWorkers: '100%', // Vitest would leave one processor idle.
    reporters: ['default'],
    globalSetup: ['test/temporaryFolders.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{architecture,base,domain,crdt,simulator,exchange,ipc,host,cli,locales,renderer,serve}/**/*.test.{ts,tsx}'],
          environment: 'node',
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/replica/**/*.test.ts', 'test/shell/**/*.test.ts'],
          environment: 'node',
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
