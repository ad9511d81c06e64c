import { rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';
import {
  checkout,
  click,
  custom,
  engagement,
  error,
  experiments,
  inspection,
  pageView,
  start,
  surveys,
  webVitals,
} from './index.ts';

describe('start', () => {
  it('does nothing on a server that renders the page, and its calls are harmless there', () => {
    const recorders = [
      pageView,
      engagement,
      inspection,
      click,
      checkout,
      error,
      custom,
      webVitals,
      experiments,
      surveys,
    ];
    const telltale = start({ site: 'key', collectUrl: 'https://example.com/e', recorders });
    telltale.track('anything', { plan: 'pro' });
    telltale.checkout.step('cart');
    expect(telltale.variant('cta')).toBeUndefined();
  });
});

/** The code of a page that starts these recorders of the library. */
const bundled = async (recorders: string): Promise<string> => {
  const library = JSON.stringify(new URL('index.ts', import.meta.url).pathname);
  const build = await rolldown({
    input: 'page.js',
    resolve: { conditionNames: ['source'] },
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === 'page.js' ? id : null),
        load: (id) =>
          id === 'page.js'
            ? `import { ${recorders}, start } from ${library}; start({ site: 'key', collectUrl: '/e', recorders: [${recorders}] });`
            : null,
      },
    ],
  });
  const { output } = await build.generate();
  await build.close();
  return output.map((file) => ('code' in file ? file.code : '')).join('');
};

describe('the library', () => {
  it('brings into a bundle only the recorders that are imported, and those that are the default', async () => {
    const kinds = ['page_view', 'page_engagement', 'outbound_click', 'click', 'checkout_step', 'cart_add', 'exposure'];
    const kindsIn = (code: string) =>
      kinds.filter((kind) => new RegExp(`\\b(emit|teller\\?\\.)\\(['"]${kind}['"]`).test(code));
    expect(kindsIn(await bundled('outbound, click, checkout, dataLayer, experiments'))).toEqual(kinds);
    expect(kindsIn(await bundled('outbound'))).toEqual(kinds.slice(0, 3));
  });
});
