import { describe, expect, it } from 'vitest';
import { arabic } from './ar.ts';
import { english } from './en.ts';
import { createFormats } from './formats.ts';
import { localeOf, preferredLanguage } from './language.ts';

const en = createFormats('en');
const ar = createFormats('ar-EG');

describe('numbers', () => {
  it('stand in the digits of the locale', () => {
    expect(en.number(1234567)).toBe('1,234,567');
    expect(ar.number(1234567)).toBe('١٬٢٣٤٬٥٦٧');
  });

  it('as percentages show a decimal only where it matters', () => {
    expect([0, 0.034, 0.5, 1].map(en.percent)).toEqual(['0%', '3.4%', '50%', '100%']);
  });

  it('as money are never rounded through a binary fraction', () => {
    expect(en.money('999999999999.15', 'EUR')).toBe('€999,999,999,999.15');
  });
});

describe('days', () => {
  it('are those of the Gregorian calendar even where the locale has its own', () => {
    expect(createFormats('ar-SA').days('2026-03-01', '2026-03-31')).toContain('مارس');
  });

  it('do not say twice what both ends share', () => {
    expect(en.days('2026-03-01', '2026-03-31').replaceAll(/\s/g, ' ')).toBe('Mar 1 – 31, 2026');
  });
});

describe('short times', () => {
  it('stand in ms below a second, in seconds above it, and never as a thousand ms', () => {
    expect([169, 999.7, 2406].map(en.seconds)).toEqual(['169ms', '1s', '2.41s']);
  });
});

describe('signed numbers', () => {
  it('say which way they point, and nothing where they point nowhere', () => {
    expect([3.21, -4, 0].map(en.signed)).toEqual(['+3.2', '-4', '0']);
  });
});

describe('durations', () => {
  it('have at most two units', () => {
    expect([500, 65_000, 3_600_000, 93_784_000].map(en.duration)).toEqual([
      '0 sec',
      '1 min 5 sec',
      '1 hr',
      '1 day 2 hr',
    ]);
  });
});

describe('plurals', () => {
  it('take the form the language asks for', () => {
    expect([1, 2].map(english(en).visitors)).toEqual(['1 visitor', '2 visitors']);
    expect([0, 1, 2, 3, 11, 100].map(arabic(ar).visitors)).toEqual([
      'لا زوّار',
      'زائر واحد',
      'زائران',
      '٣ زوّار',
      '١١ زائرًا',
      '١٠٠ زائر',
    ]);
  });
});

describe('the language', () => {
  it("is the first of the browser's that the dashboard speaks", () => {
    expect(preferredLanguage(['fr-FR', 'ar-MA', 'en'])).toBe('ar');
    expect(preferredLanguage(['tlh'])).toBe('en');
  });

  it('takes the regional form that the browser prefers', () => {
    expect(localeOf('ar', ['en-US', 'ar-MA'])).toBe('ar-MA');
    expect(localeOf('ar', ['en-US'])).toBe('ar');
  });
});
