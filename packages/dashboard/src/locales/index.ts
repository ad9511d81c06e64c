import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { arabic } from './ar.ts';
import { english } from './en.ts';
import { createFormats, type Formats } from './formats.ts';
import { type Language, languageTraits, localeOf } from './language.ts';

/** The language shown now. `state/address.ts` sets it. */
export const language = signal<Language>('en');

/** The form of numbers, dates and lists in the language shown now. */
export const formats: ReadonlySignal<Formats> = computed(() =>
  createFormats(localeOf(language.value, globalThis.navigator?.languages ?? [])),
);

/** Which way the language shown now runs. */
export const direction = computed(() => languageTraits[language.value].direction);

/** The words of one place in every language: the compiler refuses a language that lacks one. */
export type WordsByLanguage<Words> = Record<Language, (format: Formats) => Words>;

/** Makes a place's words follow the language: `const words = defineWords({ en, ar })`, then `words.value.title`. */
export const defineWords = <Words>(byLanguage: WordsByLanguage<Words>): ReadonlySignal<Words> =>
  computed(() => byLanguage[language.value](formats.value));

/** The words that the whole dashboard shares. */
export const words = defineWords({ en: english, ar: arabic });
