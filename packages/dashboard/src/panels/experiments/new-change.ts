import type { Variant } from './experiment.ts';

/** One change that a variant makes to the page. */
export type Change = NonNullable<Variant['changes']>[number];

const offered: Record<Change['kind'], true> = {
  text: true,
  message: true,
  hide: true,
  style: true,
  html: true,
  image: true,
  move: true,
  class: true,
  attribute: true,
};

/** Every kind of change, in the order in which they are offered. */
export const changeKinds = Object.keys(offered) as Change['kind'][];

/** A change of a kind as the form begins with it: what must be filled in is empty. */
export const newChange = (kind: Change['kind'], selector: string): Change => {
  switch (kind) {
    case 'text':
    case 'html':
      return { kind, selector, texts: {} };
    case 'message':
      return { kind, selector, place: 'after', texts: {} };
    case 'hide':
      return { kind, selector };
    case 'style':
      return { kind, selector, properties: {} };
    case 'image':
      return { kind, selector, src: '' };
    case 'move':
      return { kind, selector, to: '', place: 'after' };
    case 'class':
      return { kind, selector, add: [], remove: [] };
    case 'attribute':
      return { kind, selector, name: '', value: '' };
  }
};

/** Texts by language; the first is shown to those whose language has none. */
export type Texts = Record<string, string>;

/** The texts with one of them as it is written now, in its place; without one that is empty. */
export const withText = (texts: Texts, language: string, value: string): Texts => {
  const { [language]: _, ...others } = texts;
  return value ? { ...texts, [language]: value } : others;
};

/** CSS properties as people write them, one each: `color: red`. */
export const stylesText = (properties: Record<string, string>): string[] =>
  Object.entries(properties).map(([name, value]) => `${name}: ${value}`);

/** The properties that such texts mean; of two of one name the later one. All of them are set as important: nobody need say it. */
export const stylesOf = (texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    texts.map((text) => {
      const [name = '', ...value] = text.replace(/;\s*$/, '').split(':');
      const said = value.join(':').trim();
      return [name.trim(), said.replace(/\s*!important$/i, '')];
    }),
  );
