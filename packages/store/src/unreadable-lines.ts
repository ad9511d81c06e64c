import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Engine } from './engine/engine.ts';
import { toStoreError } from './engine/to-store-error.ts';
import { segmentSelection, segmentStructure, stagedColumnDefinitions } from './event-columns.ts';

const WRITTEN_AT_ONCE = 1_000;

const isObject = (line: string): boolean => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/**
 * Writes the lines that are JSON objects, each with its number as its first key. Behind one of the others the engine would not find
 * the beginning of the next.
 * @returns the numbers of all lines that are not empty.
 */
const writeNumbered = async (path: string, numbered: string): Promise<number[]> => {
  const numbers: number[] = [];
  const file = await open(numbered, 'w');
  try {
    let number = 0;
    let lines: string[] = [];
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (line !== '') numbers.push(number);
      if (isObject(line)) lines.push(`{"line":${number}${line === '{}' ? '' : ','}${line.slice(1)}\n`);
      if (lines.length < WRITTEN_AT_ONCE) continue;
      await file.writeFile(lines.join(''));
      lines = [];
    }
    await file.writeFile(lines.join(''));
    return numbers;
  } finally {
    await file.close();
  }
};

/**
 * Finds every line of a segment that the engine cannot read, in one go: `insertSegment` names only the first. Nothing is stored. A
 * file ending in `.probe` stands beside the segment meanwhile.
 * @returns their numbers, 1-based, ascending.
 * @throws StoreError
 */
export const unreadableLines = async (engine: Engine, path: string): Promise<number[]> => {
  const numbered = `${path}.probe`;
  try {
    const numbers = await writeNumbered(path, numbered);
    const readable = await engine.write(async (writer) => {
      await writer.run({
        sql: `CREATE TEMPORARY TABLE IF NOT EXISTS readable_lines (line UInt32, ${stagedColumnDefinitions}) ENGINE = Memory`,
      });
      await writer.run({ sql: 'TRUNCATE TABLE readable_lines' });
      await writer.load({
        path: numbered,
        structure: `line UInt32, ${segmentStructure}`,
        insert: (source) => ({
          // All columns, not only the number: what is not asked for is not read either.
          sql: `INSERT INTO readable_lines SELECT line, ${segmentSelection} FROM ${source}`,
          settings: {
            // As a segment is read, but for what cannot be.
            input_format_try_infer_dates: 0,
            input_format_try_infer_datetimes: 0,
            input_format_skip_unknown_fields: 0,
            type_json_skip_duplicated_paths: 1,
            input_format_parallel_parsing: 0,
            input_format_allow_errors_num: 1_000_000_000,
            input_format_allow_errors_ratio: 1,
            max_threads: 1,
          },
        }),
      });
      const rows = await writer.rows({ sql: 'SELECT line FROM readable_lines' });
      await writer.run({ sql: 'TRUNCATE TABLE readable_lines' });
      return new Set(rows.map(({ line }) => Number(line)));
    });
    return numbers.filter((number) => !readable.has(number));
  } catch (error) {
    throw toStoreError(error, `looking for unreadable lines of the segment ${path}`);
  } finally {
    await rm(numbered, { force: true });
  }
};
