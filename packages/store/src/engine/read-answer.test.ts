import { describe, expect, it } from 'vitest';
import { readCompactAnswer } from './read-answer.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('an answer', () => {
  it('without rows says so; nothing at all is a failure that may pass, not an answer without rows', () => {
    const none = '{"meta":[{"name":"n","type":"UInt8"}],"data":[],"rows":0,"statistics":{"rows_read":7}}';
    expect(readCompactAnswer(bytesOf(none))).toEqual({ rows: [], rowsRead: 7 });
    expect(() => readCompactAnswer(bytesOf(''))).toThrow(
      expect.objectContaining({ code: 'unavailable', isRetryable: true }),
    );
  });

  it('that is cut off is none', () => {
    expect(() => readCompactAnswer(bytesOf('{"meta":[{"name":"n","type":"UInt8"}],"data":[[1],'))).toThrow(SyntaxError);
  });
});
