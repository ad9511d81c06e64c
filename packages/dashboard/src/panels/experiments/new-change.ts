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
      return { kind, selector, texts: { en: '' } };
    case 'message':
      return { kind, selector, place: 'after', texts: { en: '' } };
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

/** CSS properties as people write them, one each: `color: red`. */
export const stylesText = (properties: Record<string, string>): string[] =>
  Object.entries(properties).map(([name, value]) => `${name}: ${value}`);

/** The properties that such texts mean; of two of one name the later one. */
export const stylesOf = (texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    texts.map((text) => {
      const [name = '', ...value] = text.replace(/;\s*$/, '').split(':');
      return [name.trim(), value.join(':').trim()];
    }),
  );
