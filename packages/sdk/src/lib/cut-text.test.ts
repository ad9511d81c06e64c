import { describe, expect, it } from 'vitest';
import { cutText } from './cut-text.ts';

describe('cutText', () => {
  it.each([
    ['12😀', '12😀'],
    ['123😀', '123'],
    ['منتج😀', 'منتج'],
    ['123\ud83d', '123'],
    ['12345', '1234'],
  ])('never leaves half a character of %s', (text, cut) => {
    expect(cutText(text, 4)).toBe(cut);
  });

  it.each([[undefined], [null], [42], [true], [Symbol('x')], [Object.create(null)], [['a']]])(
    'makes nothing of what is no text, and never throws: %o',
    (given) => {
      expect(cutText(given as string)).toBe('');
    },
  );
});
