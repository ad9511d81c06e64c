import type { Settings, Writer } from './engine/engine.ts';
import { segmentSelection, segmentStructure, stagedColumnDefinitions } from './event-columns.ts';

/**
 * How a segment's lines are read. Texts stay texts: the engine would otherwise store a dimension that looks like a date as
 * one, and `dimensions.x.:String` would then read nothing.
 */
const lineSettings: Settings = {
  input_format_try_infer_dates: 0,
  input_format_try_infer_datetimes: 0,
  input_format_skip_unknown_fields: 0,
  // `{"a": "x", "a.b": "y"}` and a name given twice are the sender's business, not a reason to refuse the segment.
  type_json_skip_duplicated_paths: 1,
  // With it the line number in an error counts from the chunk's beginning, not from the file's.
  input_format_parallel_parsing: 0,
};

/** One thread and one block: the order of the lines is kept, and a segment becomes one part a month. */
export const oneBlock: Settings = {
  max_threads: 1,
  max_insert_threads: 1,
  min_insert_block_size_rows: 10_000_000,
  min_insert_block_size_bytes: 1_000_000_000,
  // An import may span years.
  max_partitions_per_insert_block: 0,
};

/** Reads the file once into `staged_events`: a torn or wrong line is found here, before anything is written. */
export const stageSegment = async (writer: Writer, path: string): Promise<void> => {
  await writer.run({
    sql: `CREATE TEMPORARY TABLE IF NOT EXISTS staged_events (${stagedColumnDefinitions}) ENGINE = Memory`,
  });
  await writer.run({ sql: 'TRUNCATE TABLE staged_events' });
  await writer.load({
    path,
    structure: segmentStructure,
    insert: (source) => ({
      sql: `INSERT INTO staged_events SELECT ${segmentSelection} FROM ${source}`,
      settings: { ...lineSettings, ...oneBlock },
    }),
  });
};
