import { overlayStyle } from './overlay-style.ts';
import { type OverlayWords, overlayWords } from './words.ts';

type Attributes = Record<string, string>;

/** Makes an element; text is text, never markup. */
export const make = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...content);
  return element;
};

/** Makes a button that does something. */
export const makeButton = (label: string, onPress: () => void, attributes: Attributes = {}): HTMLButtonElement => {
  const button = make('button', { type: 'button', ...attributes }, label);
  button.addEventListener('click', onPress);
  return button;
};

/** Makes a labelled choice; the first one is chosen where nothing else is. */
export const makeSelect = (
  label: string,
  choices: readonly (readonly [value: string, shown: string])[],
  onChange: (value: string) => void,
  chosen?: string,
): HTMLLabelElement => {
  const select = make('select', {}, ...choices.map(([value, shown]) => make('option', { value }, shown)));
  if (chosen) select.value = chosen;
  select.addEventListener('change', () => onChange(select.value));
  return make('label', {}, label, select);
};

/** What stands over the page. */
export interface Panel {
  words: OverlayWords;
  language: 'en' | 'ar';
  /** Holds what is drawn over the page; it takes no click. */
  canvas: HTMLElement;
  /** The panel's content below its title. */
  body: HTMLElement;
  /** Told to whoever does not see it. */
  say(text: string): void;
  /** True for what belongs to the overlay. */
  isOwn(event: Event): boolean;
  onClose(run: () => void): void;
}

/** Opens a panel over the page, apart from its styles, in the language of whoever opened it. Nothing in it is recorded. */
export const openPanel = (title: keyof OverlayWords & ('heatmap' | 'editor'), language: 'en' | 'ar'): Panel => {
  const words = overlayWords[language];
  const host = make('div', { 'data-tt-ignore': '', lang: language, dir: language === 'ar' ? 'rtl' : 'ltr' });
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(overlayStyle);
  root.adoptedStyleSheets = [sheet];
  const canvas = make('div', { class: 'canvas', 'aria-hidden': 'true' });
  const body = make('div', { class: 'body' });
  const status = make('p', { role: 'status' });
  const closers = new Set<() => void>();
  const close = (): void => {
    for (const run of closers) run();
    host.remove();
  };
  const panel = make(
    'section',
    { 'aria-label': words[title] },
    make('header', {}, make('h2', {}, words[title]), makeButton('×', close, { 'aria-label': words.close })),
    body,
    status,
  );
  root.append(canvas, panel);
  document.documentElement.append(host);
  // What is typed here is none of the page's shortcuts.
  for (const type of ['keydown', 'keyup', 'keypress'] as const)
    root.addEventListener(type, (event) => event.stopPropagation());
  return {
    words,
    language,
    canvas,
    body,
    say: (text) => {
      status.textContent = text;
    },
    isOwn: (event) => event.composedPath().includes(host),
    onClose: (run) => closers.add(run),
  };
};
