import type { Writer } from '../engine/engine.ts';
import type { DeliveryCount, Outcome } from './delivery.ts';
import { isEvent, noteEvents, noteReason, replayedId, replayedReason, slot } from './segment-lines.ts';

/** An event that arrives this long after it happened changes figures that people may have read. */
const LATE_MS = 3_600_000;

export interface CountedSegment {
  token: string;
  /** SQL of the segment's own number. */
  segmentNumber: string;
  /** SQL from FROM on: such staged lines as are the segment's own, each once. */
  only(condition: string): string;
  /** True when the segment carries lines that are no events. */
  hasNotes: boolean;
  /** True when each line is an event to be stored, as nearly always. */
  isAllStored: boolean;
  /** True when it is known that no earlier try of the segment got here. */
  isFirstTry: boolean;
}

const stored = (ownLines: string) =>
  `SELECT 'stored' AS part, site_id, slot, if(is_bot, if(bot_reason = '', 'unknown', bot_reason), '') AS why, is_late, toInt64(count()) AS n
    FROM (SELECT site_id, ${slot} AS slot, is_bot, bot_reason,
      toUnixTimestamp64Milli(received_at) - toUnixTimestamp64Milli(time) > ${LATE_MS} AS is_late ${ownLines}) GROUP BY ALL`;

const accepted = `SELECT 'accepted' AS part, site_id, ${slot} AS slot, '' AS why, 0 AS is_late, toInt64(count()) AS n
    FROM staged_events WHERE ${isEvent} GROUP BY ALL`;

const recorded = `SELECT record AS part, site_id, ${slot} AS slot, ${noteReason} AS why, 0 AS is_late, toInt64(sum(${noteEvents})) AS n
    FROM staged_events WHERE record IN ('rejected', 'set_aside') GROUP BY ALL`;

const dropped = (ownLines: string) =>
  `SELECT 'dropped' AS part, site_id, slot, why, 0 AS is_late, toInt64(sum(n)) AS n FROM (
    SELECT site_id, ${slot} AS slot, ${noteReason} AS why, ${noteEvents} AS n ${ownLines}) GROUP BY ALL`;

const replayed = `SELECT 'rejected' AS part, site_id, ${slot} AS slot, ${replayedReason} AS why, 0 AS is_late, -toInt64(count()) AS n
    FROM staged_events WHERE note != '' AND ${replayedId} != 0 GROUP BY ALL`;

/** Adds up what became of the staged segment's lines. */
const read = async (
  writer: Writer,
  { token, only, hasNotes, isAllStored }: CountedSegment,
): Promise<DeliveryCount[]> => {
  const parts = [
    ...(isAllStored ? [] : [accepted]),
    stored(only(isEvent)),
    ...(hasNotes ? [recorded, dropped(only("record = 'dropped'")), replayed] : []),
  ];
  const rows = await writer.rows({
    sql: `SELECT part, site_id, toUnixTimestamp(slot) AS slot_s, why, is_late, n FROM (${parts.join('\n  UNION ALL\n')})`,
    params: { token },
  });

  const counts = new Map<string, DeliveryCount>();
  const add = (siteId: string, slotS: number, outcome: Outcome, reason: string, events: number) => {
    const key = JSON.stringify([siteId, slotS, outcome, reason]);
    const count = counts.get(key) ?? { siteId, slot: slotS * 1000, outcome, reason, events: 0 };
    counts.set(key, { ...count, events: count.events + events });
  };
  for (const row of rows) {
    const [siteId, slotS, reason, events] = [String(row.site_id), Number(row.slot_s), String(row.why), Number(row.n)];
    const part = row.part as Outcome;
    if (part !== 'stored') add(siteId, slotS, part, reason, events);
    if (part === 'accepted') add(siteId, slotS, 'duplicate', '', events);
    if (part === 'set_aside') add(siteId, slotS, 'accepted', '', events);
    if (part !== 'stored') continue;
    add(siteId, slotS, 'stored', '', events);
    if (isAllStored) add(siteId, slotS, 'accepted', '', events);
    else add(siteId, slotS, 'duplicate', '', -events);
    if (reason) add(siteId, slotS, 'bot', reason, events);
    if (Number(row.is_late)) add(siteId, slotS, 'late', '', events);
  }
  return [...counts.values()].filter(({ events }) => events !== 0);
};

/** A statement's text has an end, 256 KiB: a segment in which many sites or hours meet is counted in several. */
const COUNTS_PER_STATEMENT = 1_000;

const placeOf = ({ slot, siteId }: DeliveryCount) => `${String(slot).padStart(15)} ${siteId}`;

/** Cuts counts into lists for one statement each. What is about one site and slot stays together, so that lists do not overlap. */
export const inStatements = (counts: readonly DeliveryCount[], most = COUNTS_PER_STATEMENT): DeliveryCount[][] => {
  const lists: DeliveryCount[][] = [];
  let last = '';
  for (const count of [...counts].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))) {
    const list = lists.at(-1);
    if (list && (list.length < most || placeOf(count) === last)) list.push(count);
    else lists.push([count]);
    last = placeOf(count);
  }
  return lists;
};

const notCountedYet = (segmentNumber: string) => `
        WHERE (SELECT count() FROM delivery WHERE segment = ${segmentNumber}
          AND (slot, site_id) >= (toDateTime({first:UInt32}, 'UTC'), {firstSite:String})
          AND (slot, site_id) <= (toDateTime({last:UInt32}, 'UTC'), {lastSite:String})) = 0`;

/**
 * Writes what became of a segment's lines, each site and slot once: a segment that was tried before and died after this is not
 * counted again. It comes last, when what it says is true.
 */
export const countSegment = async (writer: Writer, segment: CountedSegment): Promise<void> => {
  const lists = inStatements(await read(writer, segment));
  for (const [index, counts] of lists.entries()) {
    const slots = counts.map((count) => count.slot / 1000);
    const token = index === 0 ? segment.token : `${segment.token} ${index}`;
    await writer.run({
      sql: `INSERT INTO delivery SELECT site, toDateTime(slot_s, 'UTC'), outcome, reason, events, ${segment.segmentNumber}
        FROM (SELECT 1) ARRAY JOIN {sites:Array(String)} AS site, {slots:Array(UInt32)} AS slot_s, {outcomes:Array(String)} AS outcome,
          {reasons:Array(String)} AS reason, {events:Array(Int64)} AS events${segment.isFirstTry ? '' : notCountedYet(segment.segmentNumber)}`,
      params: {
        token: segment.token,
        sites: counts.map(({ siteId }) => siteId),
        slots,
        outcomes: counts.map(({ outcome }) => outcome),
        reasons: counts.map(({ reason }) => reason),
        events: counts.map(({ events }) => events),
        first: slots[0],
        last: slots.at(-1),
        firstSite: counts[0]?.siteId,
        lastSite: counts.at(-1)?.siteId,
      },
      settings: { insert_deduplication_token: token, max_threads: 1 },
    });
  }
};
