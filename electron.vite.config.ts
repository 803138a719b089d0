import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rolldownOptions: { input: { index: at('src/main/index.ts') }, output: { format: 'es', entryFileNames: '[name].js' } },
    },
  },
  // A sandboxed preload can load nothing beside itself: one CommonJS file with everything inside.
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: { input: { index: at('src/preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: at('src/renderer'),
    // A clock that shows an earlier time than this is off.
    define: { __BUILT_AT__: String(Number(process.env.SOURCE_DATE_EPOCH ?? 0) * 1000 || Date.now()) },
    server: { fs: { allow: [at('.')] } },
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      // Inlined assets would need `data:` in the content security policy, the polyfill an inline script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: at('src/renderer/index.html'), door: at('src/renderer/door.html') } },
    },
  },
});
