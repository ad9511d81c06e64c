import type { Engine } from './engine/engine.ts';
import { toStoreError } from './engine/to-store-error.ts';
import { segmentSelection, segmentStructure } from './event-columns.ts';
import type { InsertedSegment, Segment } from './store.ts';

/**
 * How a segment's lines are read. Texts stay texts: the engine would otherwise store a dimension that looks like a date as
 * one, and `dimensions.x.:String` would then read nothing.
 */
const lineSettings = {
  input_format_try_infer_dates: 0,
  input_format_try_infer_datetimes: 0,
  input_format_skip_unknown_fields: 0,
  type_json_skip_duplicated_paths: 1,
  // With it the line number of an error counts from the chunk's beginning, not from the file's.
  input_format_parallel_parsing: 0,
} as const;

/** Stores a segment. */
export const insertSegment = async (engine: Engine, { path, token }: Segment): Promise<InsertedSegment> => {
  try {
    return await engine.write(async (writer) => {
      const before = await writer.rows({ sql: 'SELECT count() AS rows FROM events' });
      await writer.load({
        path,
        structure: segmentStructure,
        insert: (source) => ({
          sql: `INSERT INTO events SELECT ${segmentSelection} FROM ${source}`,
          settings: { ...lineSettings, insert_deduplication_token: token },
        }),
      });
      const after = await writer.rows({ sql: 'SELECT count() AS rows FROM events' });
      return { rows: Number(after[0]?.rows) - Number(before[0]?.rows), duplicates: 0 };
    });
  } catch (error) {
    throw toStoreError(error, `storing the segment ${path}`);
  }
};
