import { defineConfig } from 'vite';

/** Built into plain hashed files: nothing inline, so that the collector's strict content security policy holds. */
export default defineConfig({
  build: {
    target: 'es2022',
    // Browsers that know light-dark() and :dir(): nothing is rewritten for older ones.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
