import { type Currency, currencyOf, type Language } from '../catalog.ts';

/** How numbers and dates are written: Arabic-Indic digits in Arabic, the Gregorian calendar in both. */
const localeOf: Record<Language, string> = { en: 'en-IE', ar: 'ar-SA-u-ca-gregory-nu-arab' };

/** Writers of numbers, money and dates in one language; the same at build time and in the browser. */
export interface Format {
  currency: Currency;
  money(amount: number): string;
  number(value: number): string;
  percent(ratio: number): string;
  weight(grams: number): string;
  date(epochMs: number): string;
  /** A size label: numbers in the language's digits, letters as they are. */
  size(label: string): string;
}

/** Makes a language's writers. */
export const createFormat = (language: Language): Format => {
  const locale = localeOf[language];
  const currency = currencyOf[language];
  const numberOf = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const decimals = { en: { minimumFractionDigits: 2 }, ar: { trailingZeroDisplay: 'stripIfInteger' } } as const;
  const money = numberOf({ style: 'currency', currency, ...decimals[language] });
  const percent = numberOf({ style: 'percent' });
  const plain = numberOf({});
  const grams = numberOf({ style: 'unit', unit: 'gram', unitDisplay: 'short' });
  const kilograms = numberOf({ style: 'unit', unit: 'kilogram', unitDisplay: 'short', maximumFractionDigits: 2 });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', weekday: 'long', timeZone: 'UTC' });
  return {
    currency,
    money: (amount) => money.format(amount),
    number: (value) => plain.format(value),
    percent: (ratio) => percent.format(ratio),
    weight: (value) => (value < 1000 ? grams.format(value) : kilograms.format(value / 1000)),
    date: (epochMs) => date.format(epochMs),
    size: (label) => (/^\d+$/.test(label) ? plain.format(Number(label)) : label),
  };
};
