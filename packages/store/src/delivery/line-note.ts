/** What a record in a segment stands for. */
export type LineRecord = 'rejected' | 'dropped' | 'set_aside';

/** A refused event as it is kept. */
export interface KeptRejection {
  /** UInt64 as decimal text. */
  id: string;
  path: string;
  message: string;
  kind: string;
  url: string;
  /** The event as it was sent, as JSON. */
  event: string;
  /** What judging it again needs beside it, as JSON. */
  context: string;
}

/** What a segment's line says beside an event's columns. */
export interface LineNote {
  /** Why, of a record. */
  reason?: string;
  /** How many events the record stands for; default 1. */
  events?: number;
  /** The refused event, when it is kept and not only counted. */
  rejection?: KeptRejection;
  /** The line is what became of this refused event, which was counted under `reason` until now. */
  replays?: { id: string; reason: string };
}

/** A segment's line that is no event. Times are epoch ms. */
export interface RecordLine {
  site_id: string;
  received_at: number;
  record: LineRecord;
  /** JSON of a `LineNote`. */
  note: string;
  /** Of `dropped`, which counts once however often it is sent: both UInt64 as decimal text, as an event has them. */
  event_id?: string;
  visitor_id?: string;
}
