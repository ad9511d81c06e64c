import { describe, expect, it } from 'vitest';
import { normalText } from './normal-text.ts';
import { themePattern } from './theme-pattern.ts';

describe('normalText', () => {
  it.each([
    ['أَحْمَد إلى آخِرِ', 'احمد الي اخر'],
    ['مُؤَسَّسة ـــ طويـــل', 'موسسه طويل'],
    ['قراءة مسؤول شاطئ ٱلله', 'قراءه مسوول شاطي الله'],
    ['٥٠ ريالًا و۷۰', '50 ريالا و70'],
    ['ﻻ ﺃﻋﺮﻑ', 'لا اعرف'],
    ['Café NAÏVE — Ünïcode', 'cafe naive unicode'],
    ["Can't, don’t!", 'cant dont'],
    ['İSTANBUL ΟΔΟΣ', 'istanbul οδοσ'],
    ['…!؟', ''],
  ])('makes "%s" into "%s"', (written, normal) => {
    expect(normalText(written)).toBe(normal);
  });

  it('changes nothing that is normal already', () => {
    for (const text of ['السعر مرتفع', 'the price', '50 sar'])
      expect(normalText(normalText(text))).toBe(normalText(text));
  });
});

describe('themePattern', () => {
  const finds = (words: string[], text: string) =>
    new RegExp(themePattern(words, 'words'), 'u').test(` ${normalText(text)} `);

  it('finds a word where one of the text begins with it, and not inside of one', () => {
    expect(['Price', 'the prices!', 'priced'].map((text) => finds(['price'], text))).toEqual([true, true, true]);
    expect(['caprice', 'pri ce'].map((text) => finds(['price'], text))).toEqual([false, false]);
  });

  it('finds what is in quotes only as the whole word, and several words one after the other', () => {
    expect(['too late', 'chocolate', 'later'].map((text) => finds(['"late"'], text))).toEqual([true, false, false]);
    expect(['I cannot find it', 'find I cannot'].map((text) => finds(['cannot find'], text))).toEqual([true, false]);
  });

  it('leaves away what Arabic writes together with a word', () => {
    const found = ['سعر', 'السعر', 'والسعر', 'بالسعر', 'للسعر', 'فسعر', 'بسعركم'].map((text) => finds(['سِعْر'], text));
    expect(found).toEqual(Array.from({ length: 7 }, () => true));
    expect(finds(['سعر'], 'مسعر')).toBe(false);
  });

  it('refuses words by which nothing could be found', () => {
    expect(() => themePattern(['price', '!'], 'themes.0.words')).toThrow('"!" has neither letter nor digit');
  });
});
