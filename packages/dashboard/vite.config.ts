import { defineConfig, type Plugin } from 'vite';

/**
 * Cascade layers rank by where they are first named, and chunks of CSS arrive in any order: every file names them all.
 * Later ones win.
 */
const layerOrder = '@layer tokens, base, ui, charts, builder, panels, shell;\n';

const nameLayers: Plugin = {
  name: 'name-layers',
  enforce: 'pre',
  transform: (code, id) => (id.includes('/src/') && id.endsWith('.css') ? layerOrder + code : undefined),
};

/** Built into plain hashed files: nothing inline, so that the collector's strict content security policy holds. */
export default defineConfig({
  plugins: [nameLayers],
  build: {
    target: 'es2022',
    // Browsers that know light-dark() and :dir(): nothing is rewritten for older ones.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
