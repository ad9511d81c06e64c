import { z } from 'zod';

/** What a file holds. */
export const importFormats = ['csv', 'ndjson'] as const;

/** Most bytes of a file that are sent at once. */
export const MAX_PART_BYTES = 2 * 1024 * 1024;

/** Refused lines that are listed with their reason; the others are only counted. */
export const MOST_LISTED = 100;

/** A refused line, as the import lists it. */
const refusedLine = z.object({
  /** 1-based, in the file. */
  line: z.number(),
  code: z.string(),
  path: z.string(),
  message: z.string(),
});

/** An import as the API shows it. */
export const importAnswer = z.object({
  id: z.string(),
  /** The file's name, as whoever sends it calls it. */
  name: z.string(),
  format: z.enum(importFormats),
  /** The file's size, if it was told. */
  sizeBytes: z.number().nullable(),
  status: z.enum(['open', 'done', 'cancelled']),
  /** Bytes of the file that are done with: the next part begins there. */
  offset: z.number(),
  /** Lines of the file that are done with. */
  line: z.number(),
  /** Records that were read, without the header and empty lines: accepted + duplicate + rejected. */
  read: z.number(),
  /** Events that were on disk when the part was answered. */
  accepted: z.number(),
  /** Events that the site had already, or that the file tells twice: not counted again. */
  duplicate: z.number(),
  rejected: z.number(),
  /** How many were rejected, by reason. */
  reasons: z.record(z.string(), z.number()),
  /** The first of the rejected. */
  errors: z.array(refusedLine),
  /** Epoch ms. */
  createdAt: z.number(),
  updatedAt: z.number(),
  finishedAt: z.number().nullable(),
});

/** An import as it is kept: a document of the store. */
export const importSchema = importAnswer.extend({
  siteId: z.string(),
  createdBy: z.string(),
  /** Names of the columns of CSV, once the header was read. */
  columns: z.array(z.string()).nullable(),
  separator: z.string(),
  /** Epoch ms, later than that of every other import of the site: ids of events without one of their own begin with it. */
  numberedFrom: z.number(),
});

/** An import as it is kept: a document of the store. */
export type Import = z.infer<typeof importSchema>;

/** The import as the API shows it. */
export const shownImport = (one: Import): z.infer<typeof importAnswer> => importAnswer.parse(one);

/** Lines of one import have so much room behind `numberedFrom`, whose last 20 bits count lines: a thousand million. */
export const NUMBERED_APART_MS = 1_000;

/**
 * The id of an event without one of its own: where it stands in which import. It begins with a time, as the tag's ids do, so that the
 * store finds it among the newest.
 * @returns 16 hex digits
 */
export const lineIdOf = ({ numberedFrom }: Import, line: number): string =>
  BigInt.asUintN(64, (BigInt(numberedFrom) << 20n) + BigInt(line))
    .toString(16)
    .padStart(16, '0');
