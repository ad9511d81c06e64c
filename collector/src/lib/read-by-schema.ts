import { z } from 'zod';

/** What a schema made of a value, or why not. */
export type SchemaReading<Value> = { data: Value; error?: undefined } | { data?: undefined; error: z.ZodError };

/**
 * Reads a value by a schema, whatever it is. zod measures what has a `length`, texts and lists or not, and throws where that is an
 * object that becomes no number: `{"length":{"valueOf":null,"toString":null}}`. Such a value is refused like every other.
 */
export const readBySchema = <Value>(schema: z.ZodType<Value>, value: unknown): SchemaReading<Value> => {
  try {
    const reading = schema.safeParse(value);
    return reading.success ? reading : { error: reading.error };
  } catch {
    const message = 'It holds an object whose "length" is an object; only texts and lists have a length here.';
    return { error: new z.ZodError([{ code: 'custom', path: [], message, input: value }]) };
  }
};
