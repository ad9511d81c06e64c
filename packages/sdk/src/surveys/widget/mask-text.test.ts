import { describe, expect, it } from 'vitest';
import { maskText } from './mask-text.ts';

describe('maskText', () => {
  it.each([
    ['mail me: ada.lovelace+shop@mail.example.com, please', 'mail me: •••, please'],
    ['بريدي هدى@مثال.السعودية شكرًا', 'بريدي ••• شكرًا'],
    ['call 0501234567', 'call •••'],
    ['call +353 1 234 5678.', 'call •••.'],
    ['اتصلوا على ٠٥٠١٢٣٤٥٦٧', 'اتصلوا على •••'],
    ['تماس ۰۹۱۲ ۳۴۵ ۶۷۸۹', 'تماس •••'],
    ['card 4242-4242-4242-4242 declined', 'card ••• declined'],
    ['(050) 123 4567', '(•••'],
    ['٠٥٠\u200f١٢٣\u200f٤٥٦٧', '•••'],
  ])('takes out of "%s" what tells who wrote it', (words, masked) => {
    expect(maskText(words)).toBe(masked);
  });

  it.each([
    'It costs 1,299.00 with 3 items of 250 g',
    'ordered on 2026-11-22 and again on 1.12.2026',
    'size 42 @ home, 24/7',
    'السعر ١٬٢٩٩ ريالًا',
  ])('leaves "%s" as it is', (words) => {
    expect(maskText(words)).toBe(words);
  });

  it.each(['@'.repeat(4000), '1 '.repeat(2000), 'a'.repeat(4000), `${'a'.repeat(99)}@`.repeat(40)])(
    'takes a moment for the longest text, whatever it says',
    (words) => {
      expect(maskText(words).length).toBeLessThanOrEqual(4000);
    },
  );
});
