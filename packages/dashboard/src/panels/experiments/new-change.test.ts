import { describe, expect, it } from 'vitest';
import { stylesOf, stylesText } from './new-change.ts';

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
});
