import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from '../../../tests/fixtures/hostile-events.ts';
import { readPageUrl } from './page-url.ts';

describe('a page address', () => {
  it.each([
    ['whole', 'https://shop.example/a/b?size=4&q=x#top', ['shop.example', '/a/b', 'size=4&q=x', ['size', 'q']]],
    ['a path', '/a?x=1', ['', '/a', 'x=1', ['x']]],
    ['a host in capitals with a final dot', 'https://Shop.Example./', ['shop.example', '/', '', []]],
    ['with a question mark too many', '/a??x=1', ['', '/a', '?x=1', ['?x']]],
    ['with a question mark for a query', '/a?', ['', '/a', '', []]],
    ['in Arabic', 'https://متجر.example/سلة?لون=أحمر', expect.arrayContaining([['لون']])],
  ])('that is %s is taken apart', (_, address, expected) => {
    const page = readPageUrl(address);
    expect([page?.hostname, page?.pathname, page?.search, [...(page?.parameters.keys() ?? [])]]).toEqual(expected);
  });

  it('that is none is told from all others, each time', () => {
    expect([readPageUrl('http://'), readPageUrl('http://'), readPageUrl('http://[::1')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is read as the URL Standard reads it, whatever it is, the first time and the next', () => {
    const address = fc.oneof(
      hostileText,
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.tuple(fc.constantFrom('/', 'http://a.example', '//b.example/', ''), hostileText).map(([a, b]) => `${a}?${b}`),
      // Of the pieces that the standard treats apart, among others that it leaves as they are.
      fc
        .array(
          fc.constantFrom(
            '/',
            '.',
            '..',
            '%2E',
            '%',
            'a',
            'B-c',
            '?',
            '#',
            '=1',
            '&',
            '+',
            "'",
            ':',
            '@',
            'xn--',
            '0x7f',
            'ä',
            '\t',
          ),
        )
        .map((pieces) => `https://shop.example${pieces.join('')}`),
      fc
        .array(fc.constantFrom('a', '-', '.', '1', '0x', 'xn--', 'A', 'com', '..'), { minLength: 1 })
        .map((pieces) => `http://${pieces.join('')}/a`),
    );
    fc.assert(
      fc.property(address, (text) => {
        const base = 'http://nowhere.invalid';
        const standard = URL.canParse(text, base) ? new URL(text, base) : undefined;
        for (let time = 0; time < 2; time += 1) {
          const page = readPageUrl(text);
          expect(page?.hostname).toBe(standard?.hostname.replace(/^nowhere\.invalid$|\.$/, ''));
          expect(page?.search).toBe(standard?.search.slice(1));
          expect(page?.pathname).toBe(standard && (standard.pathname || '/'));
          expect(page && [...page.parameters]).toEqual(standard && [...standard.searchParams]);
        }
      }),
      { seed: 20_251_122, numRuns: 2_000 },
    );
  });
});
