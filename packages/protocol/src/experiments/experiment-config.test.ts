import { describe, expect, it } from 'vitest';
import { experimentConfigSchema } from './experiment-config.ts';

const control = { id: 'control', weight: 1 };

/** What is wrong with an experiment whose second variant has this; empty when nothing is. */
const complaints = (variant: object, rest: object = {}): string[] => {
  const read = experimentConfigSchema.safeParse({
    id: 'cta',
    variants: [control, { id: 'other', weight: 1, ...variant }],
    ...rest,
  });
  return read.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
};
const change = (one: object) => complaints({ changes: [{ selector: '#order', ...one }] }).join('\n');

describe('an experiment as the tag needs it', () => {
  it('takes every kind of change', () => {
    const texts = { en: 'Order now', ar: 'اطلب الآن' };
    expect(
      complaints({
        changes: [
          { kind: 'text', selector: '#order', texts },
          { kind: 'html', selector: 'h1', texts: { en: 'Now <b>free</b>' } },
          { kind: 'attribute', selector: 'a', name: 'href', value: '/sale?x=1' },
          { kind: 'attribute', selector: 'a', name: 'title', value: null },
          { kind: 'class', selector: '#order', add: ['big'] },
          { kind: 'style', selector: '#order', properties: { 'background-color': 'green', '--gap': '4px' } },
          { kind: 'image', selector: 'img', src: '/red.webp', texts },
          { kind: 'hide', selector: '.ad' },
          { kind: 'move', selector: '#order', to: 'h1', place: 'after' },
          { kind: 'message', selector: '#order', place: 'before', texts },
        ],
      }),
    ).toEqual([]);
  });

  it.each([
    ['an attribute that runs', { kind: 'attribute', name: 'onclick', value: 'x()' }],
    ['a document in an attribute', { kind: 'attribute', name: 'srcdoc', value: '<p>' }],
    ['an address that runs', { kind: 'attribute', name: 'href', value: 'javascript:x()' }],
    ['one that hides its scheme', { kind: 'attribute', name: 'href', value: ' java\nscript:x()' }],
    ['a picture that is a document', { kind: 'image', src: 'data:text/html,<p>' }],
    ['a style that loads', { kind: 'style', properties: { background: 'url(//elsewhere.example)' } }],
    ['a style without a value', { kind: 'style', properties: { color: '' } }],
    ['a style that ends its rule', { kind: 'style', properties: { color: 'red;} * {' } }],
    ['texts in no language', { kind: 'text', texts: {} }],
    ['an empty selector', { kind: 'hide', selector: ' ' }],
  ])('refuses %s', (_, one) => {
    expect(change(one)).toMatch(/^variants\.1\.changes\.0\./);
  });

  it('leads to paths of the same origin only, and then changes nothing', () => {
    expect(complaints({ redirect: '/landing-b' })).toEqual([]);
    for (const redirect of ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', '/a?b=1'])
      expect(complaints({ redirect })[0]).toContain('a path of the same site');
    expect(complaints({ redirect: '/b', changes: [{ kind: 'hide', selector: 'h1' }] })[0]).toContain('either changes');
  });

  it('refuses two variants of one name, and a group that ends before it begins', () => {
    expect(complaints({ id: 'control' })[0]).toContain('different ids');
    expect(complaints({}, { group: { id: 'g', from: 0.5, to: 0.5 } })[0]).toContain('more than "from"');
  });
});
