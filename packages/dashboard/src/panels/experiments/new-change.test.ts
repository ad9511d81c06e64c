import { describe, expect, it } from 'vitest';
import { newChange, stylesOf, stylesText, withText } from './new-change.ts';

describe('the styles of a change', () => {
  it('are read as they are written, and written so', () => {
    const properties = {
      'background-color': '#c00',
      '--gap': '4px',
      background: 'linear-gradient(to right, red, blue)',
    };
    expect(stylesOf(stylesText(properties))).toEqual(properties);
  });

  it('are those that were written last, with or without a semicolon', () => {
    expect(stylesOf(['color:red; ', 'color : blue'])).toEqual({ color: 'blue' });
  });

  it('are important without saying so', () => {
    expect(stylesOf(['color: red !important;', 'top: 0!IMPORTANT'])).toEqual({ color: 'red', top: '0' });
  });
});

describe('the texts of a change', () => {
  it('are none to begin with: what is written in one language blanks no other', () => {
    for (const kind of ['text', 'html', 'message'] as const)
      expect(newChange(kind, 'h1')).toMatchObject({ kind, selector: 'h1', texts: {} });
    expect(withText({}, 'ar', 'مرحبًا')).toEqual({ ar: 'مرحبًا' });
  });

  it('keep their order when one is written anew: the first stays what others fall back to', () => {
    expect(Object.entries(withText({ en: 'Hi', ar: 'مرحبًا' }, 'en', 'Hello'))).toEqual([
      ['en', 'Hello'],
      ['ar', 'مرحبًا'],
    ]);
    expect(withText({ en: 'Hi', ar: 'مرحبًا' }, 'ar', '')).toEqual({ en: 'Hi' });
  });
});
