import type { LineNote } from '@telltale/store';
import { recordLine } from '../delivery/record-line.ts';

/** What takes the place of lines that were taken out of a segment. */
export interface CountedLines {
  /** Lines that count what was taken out: at most one a site, quarter of an hour and outcome. */
  lines: string;
  /** How many of the lines taken out are counted as events that were set aside. */
  events: number;
}

const SLOT_MS = 900_000;
/** Counts are kept by times that a column of whole seconds holds. */
const LATEST_MS = Date.UTC(2100, 0);

const objectOf = (text: unknown): Record<string, unknown> | undefined => {
  try {
    return Object(JSON.parse(String(text))) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};

/** Of a line that is no JSON any more, what can still be made out. */
const remainsOf = (line: string): Record<string, unknown> => ({
  site_id: /"site_id":"([^"\\]*)"/.exec(line)?.[1],
  received_at: Number(/"received_at":(\d+)/.exec(line)?.[1]),
});

/**
 * Counts lines that the store shall not be given. An event becomes one that is set aside; a refused event that was kept becomes one
 * that is only counted. What replays a refused event leaves nothing: that one stays on its list. Neither does a count that cannot be
 * read: it is not made simpler once more.
 * @param nowMs When events arrived whose line does not say it.
 */
export const countInstead = (taken: readonly string[], nowMs: number): CountedLines => {
  const counts = new Map<string, Parameters<typeof recordLine>[0] & { events: number }>();
  let setAside = 0;
  for (const line of taken) {
    const { site_id, received_at, record, note } = objectOf(line) ?? remainsOf(line);
    const { reason, events = 1, rejection, replays } = (note ? (objectOf(note) ?? {}) : {}) as LineNote;
    if (replays || (record && !rejection)) continue;
    if (!record) setAside += 1;
    const at = Number.isSafeInteger(received_at) ? Number(received_at) : nowMs;
    const counted = {
      site_id: typeof site_id === 'string' ? site_id : '',
      received_at: at >= 0 && at < LATEST_MS ? at : nowMs,
      record: record ? ('rejected' as const) : ('set_aside' as const),
      note: record ? { reason: String(reason ?? '') } : {},
      events: record ? Number(events) || 1 : 1,
    };
    const key = JSON.stringify([counted.site_id, Math.floor(counted.received_at / SLOT_MS), counted.note.reason]);
    const known = counts.get(key);
    if (known) known.events += counted.events;
    else counts.set(key, counted);
  }
  const lines = [...counts.values()].map(({ events, ...line }) =>
    recordLine({ ...line, note: events === 1 ? line.note : { ...line.note, events } }),
  );
  return { lines: lines.join(''), events: setAside };
};
