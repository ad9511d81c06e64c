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
  /** Where a bucket begins, in the site's time zone: with the time where a day has several. */
  bucket(epochMs: number, interval: string): string;
  /** From one calendar day to another: `2026-03-01`. */
  days(from: string, to: string): string;
  events(references: readonly EventReference[]): string;
  /** What a measure of some events is called. */
  measure(property: string, references: readonly EventReference[]): string;
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
  const shortDay = { month: 'short', day: 'numeric', calendar: 'gregory', timeZone } as const;
  const day = new Intl.DateTimeFormat(language, shortDay);
  const time = new Intl.DateTimeFormat(language, { ...shortDay, hour: 'numeric', minute: '2-digit' });
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
    bucket: (epochMs, interval) => (interval === 'hour' || interval === 'minute' ? time : day).format(epochMs),
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
    measure: (property, references) =>
      kinds.find(({ kind }) => kind === references[0]?.kind)?.properties.find(({ name }) => name === property)?.title ??
      property,
    value: (property, value) => {
      if (value === '') return words.unknownValue;
      if (property === 'country') return regionName(value);
      return property === 'language' ? languageName(value) : value;
    },
  };
};
