import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, emptyAddress, formatAddress, parseAddress } from './address-text.ts';
import { addDays } from './iso-day.ts';
import { comparisons, rangePresets } from './range.ts';

const read = (text: string) => parseAddress(new URL(text, 'https://stats.example'));

const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays('1980-01-01', count));
// A path segment cannot be "." or "..": every URL parser resolves those away. Ids never are.
const id = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^\.+$/.test(text));
const word = fc.string({ unit: 'grapheme' });
const someAddress: fc.Arbitrary<Address> = fc
  .record({
    site: id,
    panel: fc.oneof(fc.constant(''), id),
    range: fc.oneof(
      fc.constantFrom(...rangePresets),
      fc.tuple(day, day).map(([one, other]) => (one < other ? { from: one, to: other } : { from: other, to: one })),
    ),
    comparison: fc.constantFrom(...comparisons),
    filters: fc.array(fc.record({ property: id, operator: id, values: fc.array(word) }), { maxLength: 4 }),
    segment: word,
    language: fc.constantFrom(undefined, 'en' as const, 'ar' as const),
    own: fc.oneof(fc.constant(undefined), fc.dictionary(word, fc.jsonValue())),
  })
  .map((address) => ({ ...address, own: address.own && JSON.parse(JSON.stringify(address.own)) }));

describe('the address', () => {
  it('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(someAddress, (address) => {
        expect(read(formatAddress(address))).toEqual(address);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves defaults out, so that a link stays short', () => {
    expect(formatAddress({ ...emptyAddress, site: 'shop', panel: 'overview' })).toBe('/sites/shop/overview');
  });

  it('keeps filters readable', () => {
    const filters = [{ property: 'channel', operator: 'is', values: ['email', 'social'] }];
    expect(formatAddress({ ...emptyAddress, site: 'shop', filters })).toBe(
      '/sites/shop?filter=channel*is*email*social',
    );
  });

  it.each([
    '/sites/shop/funnels?range=yesteryear&compare=luck&filter=x&lang=tlh&own=%%%',
    '/sites/%E0%A4%A/overview',
    '/anything/else',
  ])('opens %s with defaults for what it does not understand', (text) => {
    const { range, comparison, filters, language, own } = read(text);
    expect({ range, comparison, filters, language, own }).toEqual({
      range: '30d',
      comparison: 'previous',
      filters: [],
      language: undefined,
      own: undefined,
    });
  });

  it('does not take a day that does not exist', () => {
    expect(read('/sites/shop?range=2026-02-30..2026-03-01').range).toBe('30d');
    expect(read('/sites/shop?range=2026-03-02..2026-03-01').range).toBe('30d');
  });
});
