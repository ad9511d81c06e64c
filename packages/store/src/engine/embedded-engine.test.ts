import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestEngine, type TestEngine } from '../testing/open-test-engine.ts';
import { readCompactAnswer } from './read-answer.ts';

let test: TestEngine;
beforeAll(async () => {
  test = await openTestEngine();
});
afterAll(() => test.end());

describe('the embedded engine', { timeout: 30_000 }, () => {
  it('keeps no logs of its own, so that none grows without an end', async () => {
    const found = await test.engine.write(async (writer) => {
      await writer.run({ sql: 'CREATE TABLE noted (line String) ENGINE = MergeTree ORDER BY line' });
      await writer.run({ sql: "INSERT INTO noted VALUES ('one')" });
      await expect(writer.run({ sql: 'SELECT no_such_column FROM noted' })).rejects.toThrow('no_such_column');
      await writer.run({ sql: 'SYSTEM FLUSH LOGS' });
      return writer.rows({
        sql: "SELECT name, engine FROM system.tables WHERE database = 'system' AND (engine LIKE '%MergeTree' OR engine LIKE '%Log')",
      });
    });
    expect(found).toEqual([]);
  });

  describe('with a thousand rows', () => {
    const read = (sql: string, format: 'JSONCompact' | 'Native' | 'RowBinary') =>
      test.engine.read({ sql, format, timeoutMs: 30_000 });

    beforeAll(() =>
      test.engine.write(async (writer) => {
        await writer.run({ sql: 'CREATE TABLE counted (n UInt64) ENGINE = MergeTree ORDER BY n' });
        await writer.run({ sql: 'INSERT INTO counted SELECT number FROM numbers(1000)' });
      }),
    );

    it.each(['Native', 'RowBinary'] as const)('says what an answer in %s read, its sets included', async (format) => {
      const sql = 'SELECT n FROM counted WHERE n + 1 IN (SELECT n FROM counted)';
      const asRows = readCompactAnswer((await read(sql, 'JSONCompact')).bytes);
      expect(asRows.rowsRead).toBe(2000);
      expect((await read(sql, format)).rowsRead).toBe(2000);
    });

    it('does not count what is read at the same time', async () => {
      const beside = test.engine.write((writer) =>
        writer.rows({ sql: 'SELECT count() FROM numbers(20000000) WHERE number % 3 = 1' }),
      );
      const rowsRead = [];
      for (let asked = 0; asked < 5; asked++) rowsRead.push((await read('SELECT n FROM counted', 'Native')).rowsRead);
      await beside;
      expect(rowsRead).toEqual([1000, 1000, 1000, 1000, 1000]);
    });
  });
});
