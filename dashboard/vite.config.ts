import vue from '@vitejs/plugin-vue';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Where a server runs while the pages are worked on; `npm run dev` serves the pages and hands everything else to it. */
const server = process.env.MYNAH_SERVER ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    __VUE_OPTIONS_API__: true, // Element Plus needs it
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    // Messages are interpreted instead of compiled with eval, which the Content-Security-Policy forbids.
    __INTLIFY_JIT_COMPILATION__: true,
  },
  build: {
    target: 'es2022',
    outDir: process.env.MYNAH_DASHBOARD_OUT ?? 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0, // no data: URLs, so that the policy need not allow them
    modulePreload: { polyfill: false }, // it would be an inline script
    manifest: true, // the test of the first load's size reads it
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      '/api': server,
      '/health': server,
      '/xiaozhi': { target: server, ws: true },
    },
  },
  test: { environment: 'node', include: ['test/**/*.test.ts'] },
} as import('vite').UserConfig);
