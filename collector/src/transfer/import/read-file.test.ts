import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { separatorOf } from './csv-columns.ts';
import { type FileRecord, MAX_RECORD_BYTES } from './file-record.ts';
import { readCsv } from './read-csv.ts';
import { readNdjson } from './read-ndjson.ts';

type Read = (part: { bytes: Buffer; line: number; isLast: boolean }) => AsyncGenerator<FileRecord>;

const csv: (separator?: string) => Read =
  (separator = ',') =>
  (part) =>
    readCsv(part, separator);

/** Reads a file as it is sent: each part begins where the last whole record ended, and is so many bytes long at first. */
const readAll = async (file: Buffer | string, read: Read, partBytes = Number.MAX_SAFE_INTEGER) => {
  const bytes = Buffer.from(file);
  const records: FileRecord[] = [];
  let [offset, line, size] = [0, 1, partBytes];
  while (offset < bytes.length) {
    const part = bytes.subarray(offset, offset + size);
    const isLast = offset + part.length === bytes.length;
    let end = 0;
    for await (const record of read({ bytes: part, line, isLast })) {
      records.push({ ...record, end: offset + record.end });
      end = record.end;
      line = record.line + record.lines;
    }
    if (end === 0 && isLast) throw new Error(`Nothing was read of the last part, from ${offset} on.`);
    // A record that did not fit needs a longer part.
    size = end === 0 ? size * 2 : partBytes;
    offset += end;
  }
  return records;
};

const cellsOf = (records: readonly FileRecord[]) =>
  records.flatMap(({ content }) => (content && 'cells' in content ? [content.cells] : []));
const faultsOf = (records: readonly FileRecord[]) =>
  records.flatMap(({ line, content }) => (content && 'fault' in content ? [`${line} ${content.fault.code}`] : []));

/** A starved machine must not fail what is only slow. */
const SLOW_MS = 60_000;

describe('a file of CSV', () => {
  it(
    'is read the same however it is cut into parts, whatever stands in its cells',
    async () => {
      const cell = fc.string({
        unit: fc.constantFrom('a', 'é', 'ع', '😀', '"', ',', ';', '\t', '\n', '\r\n', ' ', "'"),
        maxLength: 8,
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 }),
          fc.constantFrom(',', ';', '\t'),
          fc.constantFrom('\n', '\r\n'),
          fc.integer({ min: 1, max: 60 }),
          async (table, delimiter, lineEnd, partBytes) => {
            const file = stringify(table, { delimiter, record_delimiter: lineEnd, quoted: true });
            const records = await readAll(file, csv(delimiter), partBytes);
            expect(cellsOf(records)).toEqual(table);
            expect(records.at(-1)?.end).toBe(Buffer.byteLength(file));
            const lastLine = records.reduce((sum, { lines }) => sum + lines, 0);
            expect(lastLine).toBe(file.split('\n').length - 1);
          },
        ),
        { numRuns: 60 },
      );
    },
    SLOW_MS,
  );

  it('names the line of what is wrong, and swallows nothing that comes after it', async () => {
    const file = ['a,b', '1,"2"x', '3,4', '"never closed,5', '6,7', '8" wide,9', '', '10,11'].join('\n');
    const records = await readAll(file, csv());
    expect(faultsOf(records)).toEqual(['2 broken_quotes', '4 broken_quotes', '6 broken_quotes']);
    expect(cellsOf(records)).toEqual([
      ['a', 'b'],
      ['3', '4'],
      ['6', '7'],
      ['10', '11'],
    ]);
    expect(records.find(({ content }) => content && 'cells' in content && content.cells[0] === '10')?.line).toBe(8);
  });

  it('counts the lines of cells that hold several', async () => {
    const records = await readAll('a,b\r\n"x\r\ny\r\nz",1\r\n2,3', csv());
    expect(records.map(({ line, lines }) => [line, lines])).toEqual([
      [1, 1],
      [2, 3],
      [5, 1],
    ]);
    expect(cellsOf(records)[1]).toEqual(['x\r\ny\r\nz', '1']);
  });

  it('refuses only the lines that are not UTF-8', async () => {
    const file = Buffer.concat([
      Buffer.from('a,b\nü,1\n'),
      Buffer.from([0xe9, 0x2c, 0x32, 0x0a]),
      Buffer.from('ع,3\n'),
    ]);
    const records = await readAll(file, csv());
    expect(faultsOf(records)).toEqual(['3 invalid_encoding']);
    expect(cellsOf(records)).toEqual([
      ['a', 'b'],
      ['ü', '1'],
      ['ع', '3'],
    ]);
  });

  it('refuses a row without end, and goes on behind its first line', async () => {
    const file = `a,b\n"${'x'.repeat(MAX_RECORD_BYTES)}\n1,2\n`;
    const records = await readAll(file, csv(), 2 * MAX_RECORD_BYTES);
    expect(faultsOf(records)).toEqual(['2 line_too_long']);
    expect(cellsOf(records)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
});

describe('a file of NDJSON', () => {
  it(
    'is read the same however it is cut into parts',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.oneof(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), fc.constant('')), {
            maxLength: 12,
          }),
          fc.constantFrom('\n', '\r\n'),
          fc.integer({ min: 1, max: 60 }),
          async (values, lineEnd, partBytes) => {
            const file = values.map((value) => `${value === '' ? '' : JSON.stringify(value)}${lineEnd}`).join('');
            const records = await readAll(file, readNdjson, partBytes);
            const read = records.map(({ content }) => (content && 'value' in content ? content.value : ''));
            expect(read).toEqual(values.map((value) => JSON.parse(JSON.stringify(value))));
            expect(records.map(({ line }) => line)).toEqual(values.map((_, index) => index + 1));
          },
        ),
        { numRuns: 60 },
      );
    },
    SLOW_MS,
  );

  it('names the line of what is wrong', async () => {
    const file = Buffer.concat([
      Buffer.from('{"a":1}\n{"a":\n\n"é"\n'),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.from(`"${'x'.repeat(MAX_RECORD_BYTES)}"\n{"a":2}`),
    ]);
    const records = await readAll(file, readNdjson);
    expect(faultsOf(records)).toEqual(['2 invalid_json', '5 invalid_encoding', '6 line_too_long']);
    expect(records.at(-1)).toMatchObject({ line: 7, content: { value: { a: 2 } }, end: file.length });
  });
});

describe('any bytes at all', () => {
  it.each([
    ['CSV', csv()],
    ['NDJSON', readNdjson as Read],
  ])(
    'are read to the end as %s, each line once',
    async (_, read) => {
      const bytes = fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc
          .string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', '{', '}', '\\', ' '), maxLength: 200 })
          .map((text) => Buffer.from(text)),
      );
      await fc.assert(
        fc.asyncProperty(bytes, fc.integer({ min: 1, max: 80 }), async (file, partBytes) => {
          const records = await readAll(Buffer.from(file), read, partBytes);
          expect(records.reduce((end, record) => Math.max(end, record.end), 0)).toBe(file.length);
          const lines = records.flatMap(({ line, lines: count }) =>
            Array.from({ length: count }, (__, at) => line + at),
          );
          expect(lines).toEqual(lines.map((___, index) => index + 1));
        }),
        { numRuns: 400 },
      );
    },
    SLOW_MS,
  );
});

describe('the separator of a file', () => {
  it.each([
    ['kind,at,properties.name', ','],
    ['kind;at;"a,b,c,d"', ';'],
    ['kind\tat\tid', '\t'],
    ['kind', ','],
  ])('of %j is %j', (line, separator) => {
    expect(separatorOf(line)).toBe(separator);
  });
});
