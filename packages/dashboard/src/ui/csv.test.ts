import { describe, expect, it } from 'vitest';
import { writeCsv } from './csv.ts';

describe('CSV', () => {
  it('parts cells by commas and rows by CRLF', () => {
    expect(
      writeCsv([
        ['Page', 'Visitors'],
        ['/', 12],
        [null, 0.5],
      ]),
    ).toBe('Page,Visitors\r\n/,12\r\n,0.5\r\n');
  });

  it('quotes what holds a comma, a quote or a line break', () => {
    expect(writeCsv([['a,b', 'say "hi"', 'two\nlines']])).toBe('"a,b","say ""hi""","two\nlines"\r\n');
  });

  it.each(['=1+1', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('makes the formula %j harmless', (formula) => {
    const [cell = ''] = writeCsv([[formula]]).split('\r\n');
    expect(cell.replace(/^"/, '')).toMatch(/^'/);
  });

  it('leaves numbers alone, negative ones and decimal text too', () => {
    expect(writeCsv([[-12, '-12.50', '19.90']])).toBe('-12,-12.50,19.90\r\n');
  });

  it('keeps Arabic as it is', () => {
    expect(writeCsv([['زوّار', '/منتجات']])).toBe('زوّار,/منتجات\r\n');
  });
});
