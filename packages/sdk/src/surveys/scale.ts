/** The scale's frame of reference. */
export interface ScaleOptions {
  language: string;
  direction: 'ltr' | 'rtl';
  /** Id of the question's element. */
  labelledBy: string;
}

/** A scale from 0 to 10 as one radio group. */
export interface Scale {
  element: HTMLElement;
  /** The chosen score; undefined as long as there is none. */
  score(): number | undefined;
}

const HIGHEST = 10;

/**
 * A radio group with one tab stop. Arrows move and choose, and that is all they do: nothing is submitted while somebody is
 * still looking around. Left and right go where they point in either direction of reading.
 * https://www.w3.org/WAI/ARIA/apg/patterns/radio/
 */
export const scaleOf = ({ language, direction, labelledBy }: ScaleOptions, onChosen: () => void): Scale => {
  let chosen: number | undefined;
  const element = document.createElement('div');
  element.className = 'scale';
  element.setAttribute('role', 'radiogroup');
  element.setAttribute('aria-labelledby', labelledBy);
  const radios: HTMLElement[] = [];
  // Browsers write plain Arabic with Latin digits; texts that name a region, such as "ar-MA", have that region's own.
  const digits = new Intl.NumberFormat(language === 'ar' ? 'ar-u-nu-arab' : language);

  const choose = (score: number): void => {
    chosen = score;
    for (const [index, radio] of radios.entries()) {
      radio.setAttribute('aria-checked', `${index === score}`);
      radio.tabIndex = index === score ? 0 : -1;
    }
    radios[score]?.focus();
    onChosen();
  };

  for (let score = 0; score <= HIGHEST; score++) {
    const radio = document.createElement('button');
    radio.type = 'button';
    radio.textContent = digits.format(score);
    radio.setAttribute('role', 'radio');
    radio.setAttribute('aria-checked', 'false');
    radio.tabIndex = score ? -1 : 0;
    radio.addEventListener('click', () => choose(score));
    radios.push(radio);
  }
  element.append(...radios);

  const forward = direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const back = direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
  element.addEventListener('keydown', (event) => {
    const at = radios.indexOf(event.target as HTMLElement);
    const to = {
      [forward]: (at + 1) % radios.length,
      ArrowDown: (at + 1) % radios.length,
      [back]: (at + HIGHEST) % radios.length,
      ArrowUp: (at + HIGHEST) % radios.length,
      Home: 0,
      End: HIGHEST,
      ' ': at,
    }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    choose(to);
  });

  return { element, score: () => chosen };
};
