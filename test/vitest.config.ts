import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    pool: 'forks',
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{architecture,base,domain,crdt,exchange,ipc,host,cli,locales,renderer,serve}/**/*.test.{ts,tsx}'],
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
          // A browser that is killed and damaged on purpose sometimes does not come up at the first try; a fault of ours fails twice.
          retry: 1,
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
