import { describe, expect, it } from 'vitest';
import { keptText } from './kept-text.ts';

describe('what is kept of a refused event', () => {
  it('is the event itself where nothing had to be taken out', () => {
    const event = { kind: 'x', at: 1, properties: { note: 'at 10:30:05, v1.2.3', list: [1, null, '\ud800'] } };
    expect(keptText(event)).toEqual({ text: JSON.stringify(event), isWhole: true });
  });

  it.each([
    ['an e-mail address', 'write to ada@example.com now', 'write to [email] now'],
    ['an IPv4 address', 'from 192.0.2.7.', 'from [address].'],
    ['an IPv6 address', 'from 2001:db8::7:1 on', 'from [address] on'],
  ])('holds no %s, and says so', (_, text, expected) => {
    expect(keptText({ deep: [{ text }] })).toEqual({
      text: JSON.stringify({ deep: [{ text: expected }] }),
      isWhole: false,
    });
  });

  it('is cut when it is long', () => {
    const { text, isWhole } = keptText({ text: 'x'.repeat(100_000) });
    expect(text).toHaveLength(16_384);
    expect(isWhole).toBe(false);
  });

  it('is nothing when it is nested too deeply to be written', () => {
    const event: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(keptText(event)).toEqual({ text: '', isWhole: false });
  });

  it('is found in a long text that is nearly an address, before the test is given up', () => {
    const nearly = { a: '1.'.repeat(100_000), b: 'a:'.repeat(100_000), c: 'f'.repeat(200_000) };
    expect(keptText(nearly).text).toHaveLength(16_384);
  });
});
