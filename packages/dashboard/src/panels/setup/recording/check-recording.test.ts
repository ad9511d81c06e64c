import { describe, expect, it } from 'vitest';
import { checkRecording, domainOf, parameterOf, tidied } from './check-recording.ts';
import type { Recording } from './recording.ts';

const plain: Recording = {
  recorders: ['page-view'],
  isCookieless: false,
  isQueuePersistent: true,
  isQueryCounted: false,
  isHashCounted: false,
  features: [],
  inspectionFrom: { visibleMs: 1000, hoveredMs: 300, uses: 1 },
  checkoutSteps: [],
  ignoredSelectors: [],
  maskedSelectors: [],
  textSelectors: [],
  scrubbedParameters: [],
  searchParameters: ['q'],
  cookieDomain: '',
  linkedDomains: [],
};

const check = (change: Partial<Recording>, { isSelector = true, domains = [] as string[] } = {}) =>
  Object.fromEntries(checkRecording({ ...plain, ...change }, { isSelector: () => isSelector, domains }));

describe('checking how a site records', () => {
  it('finds nothing wrong with the defaults, nor with a row that is still empty', () => {
    expect(check({})).toEqual({});
    expect(
      check(
        {
          features: [{ feature: '', selector: '' }],
          checkoutSteps: [{ step: '', selector: '' }],
          maskedSelectors: [''],
        },
        { isSelector: false },
      ),
    ).toEqual({});
  });

  it('names what a row lacks', () => {
    expect(
      check({
        features: [
          { feature: '', selector: '#a' },
          { feature: 'a', selector: '' },
        ],
      }),
    ).toEqual({
      'features.0.feature': 'nameMissing',
      'features.1.selector': 'selectorMissing',
    });
  });

  it.each([
    ['//div[@id="a"]', 'selectorIsXPath'],
    ['[data-id="7"', 'selectorIsOpen'],
    [':is(.a', 'selectorIsOpen'],
    ['[title="a]', 'selectorIsOpen'],
    ['#7up', 'selectorStartsWithDigit'],
    ['.cart > .3d', 'selectorStartsWithDigit'],
    ['<div>', 'selectorWrong'],
  ])('says of %s what is wrong with it', (selector, problem) => {
    expect(check({ ignoredSelectors: [selector] }, { isSelector: false })).toEqual({ 'ignoredSelectors.0': problem });
  });

  it.each(['.w-\\[10px\\]', '[title="("]', "[title='it\\'s']", ':is(.a, .b) > a[href^="/"]'])(
    'takes %s, which looks open but is not',
    (selector) => {
      expect(check({ textSelectors: [selector] })).toEqual({});
    },
  );

  it('takes one name under several selectors, and refuses the same row twice', () => {
    const [phone, desk] = ['.phone', '.desk'].map((selector) => ({ feature: 'guide', selector }));
    if (!phone || !desk) throw new Error('There are two.');
    expect(check({ features: [phone, desk] })).toEqual({});
    expect(check({ features: [phone, desk, phone] })).toEqual({ 'features.2.selector': 'rowRepeated' });
    expect(check({ maskedSelectors: ['.a', '.a'] })).toEqual({ 'maskedSelectors.1': 'rowRepeated' });
  });

  it('wants numbers in their range, and a number at all', () => {
    expect(
      check({
        inspectionFrom: { visibleMs: Number.NaN, hoveredMs: 600_001, uses: 0 },
        checkoutSteps: [{ step: 'a', selector: '#a', stepNumber: 1.5 }],
      }),
    ).toEqual({
      'inspectionFrom.visibleMs': 'secondsWrong',
      'inspectionFrom.hoveredMs': 'secondsWrong',
      'inspectionFrom.uses': 'usesWrong',
      'checkoutSteps.0.stepNumber': 'stepNumberWrong',
    });
  });

  it.each([
    ['example.com', ['shop.example.com'], undefined],
    ['example.com', ['Example.com'], undefined],
    ['متجر.example', ['متجر.example'], undefined],
    ['example.com', [], undefined],
    ['ample.com', ['shop.example.com'], 'domainForeign'],
    ['shop.example.com', ['example.com'], 'domainForeign'],
    ['com', [], 'domainWrong'],
    ['https://example.com', [], 'domainWrong'],
  ])('judges the shared domain %s of a site at %j', (cookieDomain, domains, problem) => {
    expect(check({ cookieDomain }, { domains })).toEqual(problem ? { cookieDomain: problem } : {});
  });
});

describe('tidying up', () => {
  it('takes blanks and empty rows away, and nothing else', () => {
    const given: Recording = {
      ...plain,
      features: [
        { feature: ' a ', selector: ' #a' },
        { feature: '', selector: ' ' },
      ],
      checkoutSteps: [{ step: '', selector: '', stepNumber: 2 }],
      textSelectors: ['', ' .b '],
      cookieDomain: ' example.com ',
    };
    expect(tidied(given)).toEqual({
      ...plain,
      features: [{ feature: 'a', selector: '#a' }],
      checkoutSteps: [{ step: '', selector: '', stepNumber: 2 }],
      textSelectors: ['.b'],
      cookieDomain: 'example.com',
    });
  });

  it('reads a domain out of an address, and a parameter out of a query', () => {
    expect(domainOf(' https://Shop.Example.com:8080/a?b#c ')).toBe('shop.example.com');
    expect(parameterOf('?token=abc')).toBe('token');
    expect(parameterOf('filter[size]')).toBe('filter[size]');
  });
});
