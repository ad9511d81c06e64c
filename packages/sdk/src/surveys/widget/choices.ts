import { make } from './make.ts';

/** One thing to choose. */
export interface Choice {
  /** What it is called, where what is seen of it is no text. */
  name?: string;
  content: Node | string;
}

export interface ChoicesOptions {
  /** How they stand, for the style sheet. */
  look: string;
  direction: 'ltr' | 'rtl';
  /** True where an element `ends` says what stands at the ends of a scale. */
  hasEnds?: boolean | undefined;
  /** True where several may be chosen. */
  isMultiple?: boolean | undefined;
  /** Called after each choice with the places of what is chosen. */
  onChosen(chosen: ReadonlySet<number>): void;
}

/**
 * One of several, or some of them. One of several is a radio group with one tab stop: arrows move and choose, and that is all they do,
 * nothing is submitted while somebody is still looking around; left and right go where they point in either direction of reading.
 * https://www.w3.org/WAI/ARIA/apg/patterns/radio/
 */
export const choicesOf = (
  choices: readonly Choice[],
  { look, direction, hasEnds, isMultiple = false, onChosen }: ChoicesOptions,
): HTMLElement => {
  const chosen = new Set<number>();
  const last = choices.length - 1;
  const group = make('div', {
    class: look,
    role: isMultiple ? 'group' : 'radiogroup',
    'aria-labelledby': 'question',
    ...(hasEnds && { 'aria-describedby': 'ends' }),
  });
  group.style.setProperty('--n', `${choices.length}`);
  group.style.setProperty('--h', `${Math.ceil(choices.length / 2)}`);

  const choose = (at: number): void => {
    if (!isMultiple) chosen.clear();
    if (!chosen.delete(at)) chosen.add(at);
    for (const [index, button] of buttons.entries()) {
      button.ariaChecked = `${chosen.has(index)}`;
      if (!isMultiple) button.tabIndex = index === at ? 0 : -1;
    }
    buttons[at]?.focus();
    onChosen(chosen);
  };

  const buttons = choices.map(({ name, content }, at) => {
    const button = make(
      'button',
      {
        type: 'button',
        role: isMultiple ? 'checkbox' : 'radio',
        'aria-checked': 'false',
        ...(name && { 'aria-label': name }),
      },
      content,
    );
    if (!isMultiple && at) button.tabIndex = -1;
    button.addEventListener('click', () => choose(at));
    return button;
  });
  group.append(...buttons);

  const [forward, back] = direction === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  if (!isMultiple)
    group.addEventListener('keydown', (event) => {
      const at = buttons.indexOf(event.target as HTMLButtonElement);
      const next = at < last ? at + 1 : 0;
      const previous = at ? at - 1 : last;
      const to = { [forward]: next, ArrowDown: next, [back]: previous, ArrowUp: previous, Home: 0, End: last, ' ': at }[
        event.key
      ];
      if (to === undefined) return;
      event.preventDefault();
      choose(to);
    });
  return group;
};
