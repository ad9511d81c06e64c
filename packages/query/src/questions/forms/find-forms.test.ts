import { describe, expect, it } from 'vitest';
import { MARK } from './compile.ts';
import { findForms } from './find-forms.ts';

const START = Date.UTC(2026, 2, 1);

const lengthOf = (length: number): number[] =>
  length < 128 ? [length] : [128 | (length & 127), ...lengthOf(length >>> 7)];

const textOf = (text: string): number[] => [
  ...lengthOf(text.length),
  ...Array.from(text, (letter) => letter.charCodeAt(0)),
];

/** One visitor who begins a checkout and buys, again and again; the purchases name no checkout. */
const visitorWith = (checkouts: number): Uint8Array => {
  const number = new DataView(new ArrayBuffer(8));
  const float64 = (value: number) => {
    number.setFloat64(0, value, true);
    return new Uint8Array(number.buffer);
  };
  const bytes: number[] = [1, 0, 0, 0, 0, 0, 0, 0, ...lengthOf(2 * checkouts)];
  const put = (time: number, bits: number, texts: readonly string[]) => {
    for (const byte of float64(time)) bytes.push(byte);
    bytes.push(bits);
    for (const text of texts) for (const byte of textOf(text)) bytes.push(byte);
    for (let zero = 0; zero < 16; zero++) bytes.push(0);
  };
  for (let nth = 0; nth < checkouts; nth++) {
    put(START + 2 * nth, MARK.field | MARK.passes, [`c${nth}`, 'payment', 'card', '']);
    put(START + 2 * nth + 1, MARK.purchase, ['', '', '', '']);
  }
  return Uint8Array.from(bytes);
};

describe('forms of a visitor', () => {
  it('are submitted each by the purchase that follows it, also where there are 50,000 of them', () => {
    const plan = {
      range: { startAt: START, endAt: START + 1e9 },
      compared: null,
      cutoffMs: 60_000,
      nowMs: START + 1e9,
    };
    const forms = findForms(visitorWith(50_000), plan);
    expect(forms).toHaveLength(50_000);
    expect(new Set(forms.map(({ outcome }) => outcome))).toEqual(new Set(['submitted']));
  });
});
