import type { CatalogKind } from '@telltale/protocol';
import type { EventReference } from '@telltale/query';
import { arabicKinds } from './arabic-kinds.ts';
import { type MailWords, mailWords } from './mail-words.ts';
import type { MailLanguage } from './schedule.ts';

/** How numbers, days and names are written in a mail. */
export interface MailFormats {
  words: MailWords;
  number(value: number | null): string;
  percent(ratio: number | null): string;
  money(value: number | null, currency: string): string;
  /** A day, from the moment at which it begins in the site's time zone. */
  day(epochMs: number): string;
  /** From one calendar day to another: `2026-03-01`. */
  days(from: string, to: string): string;
  events(references: readonly EventReference[]): string;
  /** A value of a dimension. */
  value(property: string, value: string): string;
}

export interface MailFormatsOptions {
  language: MailLanguage;
  timeZone: string;
  kinds: readonly CatalogKind[];
}

/** Where there is no figure. */
const NONE = '–';

const namesOf = (language: MailLanguage, type: 'region' | 'language') => {
  const names = new Intl.DisplayNames([language], { type });
  return (code: string) => {
    try {
      return names.of(code) ?? code;
    } catch {
      // Not a code of that list: shown as it came.
      return code;
    }
  };
};

/** Makes the forms of a language. */
export const createMailFormats = ({ language, timeZone, kinds }: MailFormatsOptions): MailFormats => {
  const words = mailWords[language];
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', calendar: 'gregory', timeZone });
  const calendarDay = new Intl.DateTimeFormat(language, { dateStyle: 'medium', calendar: 'gregory', timeZone: 'UTC' });
  const [regionName, languageName] = [namesOf(language, 'region'), namesOf(language, 'language')];
  const titles = new Map(kinds.map(({ kind, title }) => [kind, title]));
  const kindName = (kind: string) => (language === 'ar' ? arabicKinds[kind] : undefined) ?? titles.get(kind) ?? kind;

  return {
    words,
    number: (value) => (value === null ? NONE : number.format(value)),
    percent: (ratio) => (ratio === null ? NONE : percent.format(ratio)),
    money: (value, currency) =>
      value === null ? NONE : new Intl.NumberFormat(language, { style: 'currency', currency }).format(value),
    day: (epochMs) => day.format(epochMs),
    days: (from, to) => calendarDay.formatRange(Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`)),
    events: (references) =>
      references
        .map(({ kind, filters = [] }) => {
          const told = filters.flatMap((filter) =>
            'property' in filter ? [[filter.property, ...(filter.values ?? [])].join(' ')] : [],
          );
          return told.length > 0 ? `${kindName(kind)} (${told.join(', ')})` : kindName(kind);
        })
        .join(words.either),
    value: (property, value) => {
      if (value === '') return words.unknownValue;
      if (property === 'country') return regionName(value);
      return property === 'language' ? languageName(value) : value;
    },
  };
};
