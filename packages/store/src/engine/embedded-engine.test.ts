import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestEngine, type TestEngine } from '../testing/open-test-engine.ts';

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
});
