import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextNumbers } from './text-numbers.ts';

// Every platform has it; the types of no platform are loaded in a pure package.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const numbered = (texts: readonly string[]) => {
  const parts = texts.map((text) => new TextEncoder().encode(text));
  const numbers = new TextNumbers(Uint8Array.from(parts.flatMap((part) => [...part])));
  let begin = 0;
  const given = parts.map((part) => {
    const number = numbers.numberOf(begin, part.length);
    begin += part.length;
    return number;
  });
  return { given, texts: numbers.texts() };
};

describe('TextNumbers', () => {
  it('gives the same text the same number, and different ones numbers in the order in which they are met', () => {
    expect(numbered(['/', 'بحث', '', '/', 'بحث', 'x'])).toEqual({
      given: [0, 1, 2, 0, 1, 3],
      texts: ['/', 'بحث', '', 'x'],
    });
  });

  it('tells any texts again by their numbers, more than its table holds at first, too', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 3 }), { size: '+2' }), (texts) => {
        const { given, texts: told } = numbered(texts);
        expect(given.map((number) => told[number])).toEqual(texts);
        expect(new Set(told).size).toBe(told.length);
      }),
    );
    const many = Array.from({ length: 5000 }, (_, index) => `/products/${index}`);
    expect(numbered(many).texts).toEqual(many);
  });
});
