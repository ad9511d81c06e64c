import { isSafeAddress, isSafeAttribute } from '@telltale/protocol/safe-html';
import { MESSAGE } from '../experiments/made.ts';
import type { ChangeSettings, Place } from '../settings.ts';
import { make, makeButton, makeSelect } from './panel.ts';
import type { OverlayWords } from './words.ts';

type Kind = ChangeSettings['kind'];
type Of<Name extends Kind> = Extract<ChangeSettings, { kind: Name }>;

/** What the form asks of the editor that shows it. */
export interface EditorFormOptions {
  words: OverlayWords;
  /** How the change of a kind to the element is now; undefined where there is none. */
  known<Name extends Kind>(kind: Name): Of<Name> | undefined;
  /** A text in the page's language, beside those that a change has in others. */
  inLanguage(texts: Readonly<Record<string, string>> | undefined, text: string): Record<string, string>;
  /** Makes changes; one of the same kind takes the place of what was there. */
  change(next: readonly ChangeSettings[]): void;
  /** Moves the element past the one beside it. */
  move(place: 'before' | 'after'): void;
  say(text: string): void;
}

/** A colour, however it is written, as the browser's own picker takes it; what is transparent is black. */
const hexOf = (color: string): string => {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return '#000000';
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
};

const field = (label: string, input: HTMLElement): HTMLElement => make('label', {}, label, input);
const row = (...fields: HTMLElement[]): HTMLElement => make('div', { class: 'row' }, ...fields);
const isTouched = (input: HTMLInputElement | HTMLTextAreaElement): boolean => input.value !== input.defaultValue;
const line = (value = '', attributes: Record<string, string> = {}): HTMLInputElement =>
  make('input', { type: 'text', dir: 'auto', value, ...attributes });
const code = (value = ''): HTMLInputElement => line(value, { dir: 'ltr', spellcheck: 'false', autocapitalize: 'off' });
const namesIn = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** Makes the fields in which an element of the page is changed. */
export const editorForm = (element: Element, selector: string, options: EditorFormOptions): HTMLElement[] => {
  const { words, known, inLanguage, change, move, say } = options;
  const { backgroundColor, color } = getComputedStyle(element);
  const isPicture = element instanceof HTMLImageElement;
  // As the page has it: a message of ours is none of its content.
  const own = element.cloneNode(true) as Element;
  for (const one of own.querySelectorAll(`[${MESSAGE}]`)) one.remove();
  // What has elements in it would lose them to a text.
  const isText = own.children.length === 0;
  const content = make('textarea', { rows: isText ? '2' : '4' }, isText ? (own.textContent ?? '') : own.innerHTML);
  content.dir = isText ? 'auto' : 'ltr';
  const background = make('input', { type: 'color', value: hexOf(backgroundColor) });
  const ink = make('input', { type: 'color', value: hexOf(color) });
  const message = line();
  let place: Place = known('message')?.place ?? 'after';
  const [property, value, attribute, attributeValue] = [code(), code(), code(), line()];
  const [add, remove] = [code(known('class')?.add.join(' ')), code(known('class')?.remove.join(' '))];
  const [picture, described] = [code(isPicture ? element.src : ''), line(isPicture ? element.alt : '')];

  const styles = (): ChangeSettings[] => {
    const chosen = {
      ...(isTouched(background) && { 'background-color': background.value }),
      ...(isTouched(ink) && { color: ink.value }),
      ...(property.value.trim() && value.value.trim() && { [property.value.trim()]: value.value.trim() }),
    };
    if (!Object.keys(chosen)[0]) return [];
    return [{ kind: 'style', selector, properties: { ...known('style')?.properties, ...chosen } }];
  };
  const contents = (): ChangeSettings[] => {
    if (isPicture || !isTouched(content)) return [];
    const kind = isText ? 'text' : 'html';
    return [{ kind, selector, texts: inLanguage(known(kind)?.texts, content.value) }];
  };
  const pictures = (): ChangeSettings[] => {
    if (!isTouched(picture) && !isTouched(described)) return [];
    const texts = described.value ? { texts: inLanguage(known('image')?.texts, described.value) } : {};
    return [{ kind: 'image', selector, src: picture.value.trim(), ...texts }];
  };
  const messages = (): ChangeSettings[] => {
    const said = message.value.trim();
    const before = known('message');
    if (said) return [{ ...before, kind: 'message', selector, place, texts: inLanguage(before?.texts, said) }];
    return before && before.place !== place ? [{ ...before, place }] : [];
  };
  const classes = (): ChangeSettings[] =>
    isTouched(add) || isTouched(remove)
      ? [{ kind: 'class', selector, add: namesIn(add.value), remove: namesIn(remove.value) }]
      : [];
  const attributes = (): ChangeSettings[] => {
    const name = attribute.value.trim();
    return name ? [{ kind: 'attribute', selector, name, value: attributeValue.value || null }] : [];
  };
  const apply = (): void => {
    const name = attribute.value.trim();
    const addresses = [
      ...(/^(href|src)$/i.test(name) ? [attributeValue.value] : []),
      // A picture that the page has as `data:`, until it is seen, may be changed otherwise.
      ...(isTouched(picture) || isTouched(described) ? [picture.value] : []),
    ];
    // Said here, beside the field: the collector would refuse all that is saved.
    if (name && !isSafeAttribute(name)) say(words.unsafeAttribute);
    else if (!addresses.every(isSafeAddress)) say(words.unsafeAddress);
    else {
      say('');
      change([...contents(), ...styles(), ...pictures(), ...messages(), ...classes(), ...attributes()]);
    }
  };

  const places = (['before', 'after', 'first', 'last'] as const).toSorted(
    (a, b) => Number(b === place) - Number(a === place),
  );
  return [
    make('p', {}, `${words.chosen}: `, make('code', { dir: 'ltr' }, selector)),
    ...(isPicture
      ? [field(words.picture, picture), field(words.described, described)]
      : [field(isText ? words.text : words.html, content)]),
    row(field(words.background, background), field(words.color, ink)),
    row(
      field(words.message, message),
      makeSelect(
        words.messagePlace,
        places.map((one) => [one, words.places[one]]),
        (chosen) => {
          place = chosen as Place;
        },
      ),
    ),
    make(
      'details',
      {},
      make('summary', {}, words.more),
      row(field(words.property, property), field(words.propertyValue, value)),
      row(field(words.addClasses, add), field(words.removeClasses, remove)),
      row(field(words.attribute, attribute), field(words.attributeValue, attributeValue)),
    ),
    make(
      'div',
      { class: 'tools' },
      makeButton(words.apply, apply),
      makeButton(words.hide, () => change([{ kind: 'hide', selector }])),
      makeButton(words.up, () => move('before')),
      makeButton(words.down, () => move('after')),
    ),
  ];
};
