import type { Delivery, LineNote, RejectedEventRow } from '@telltale/store';
import type { EnrichedEvents } from '../ingest/enrich.ts';
import { rowLines } from '../ingest/row-line.ts';
import type { Spool } from '../ingest/spool.ts';
import { Refusal } from '../lib/refusal.ts';
import type { Metrics } from '../metrics.ts';
import type { RecentEvents } from '../recent-events.ts';
import type { Site } from '../sites/site.ts';
import { judgeAgain } from './judge-again.ts';
import { noteText, recordLine } from './record-line.ts';
import { rejectionId } from './rejections.ts';
import type { BatchCounts, SpooledCounts } from './spooled-counts.ts';

/** Which kept events are judged again; all when nothing is said. */
export interface ReplaySelection {
  reason?: string;
  /** UInt64 as decimal text. */
  ids?: readonly string[];
  /** Where an earlier call ended. */
  before?: { receivedAt: number; id: string };
}

/** What a replay came to. */
export interface ReplayResult {
  /** Kept events that were looked at. */
  judged: number;
  accepted: number;
  /** Refused again; they stay, with the reason of now. */
  rejected: number;
  /** Kept only in part, because they were too long or held an address. */
  unreplayable: number;
  /** Where the next call goes on; nothing when all were looked at. */
  next: { receivedAt: number; id: string } | undefined;
}

/** Judges kept events again. */
export type Replay = (site: Site, selection: ReplaySelection) => Promise<ReplayResult>;

export interface ReplayParts {
  /** @throws Refusal while the store cannot be reached. */
  delivery: () => Delivery;
  spool: Pick<Spool, 'append'>;
  spooled: SpooledCounts;
  metrics: Metrics;
  recentEvents: RecentEvents;
}

/** One call ends soon; the caller goes on where it ended. */
const JUDGED_A_CALL = 1_000;

/** What is written of one kept event. */
interface Outcome {
  line: string;
  counts: BatchCounts;
  enriched?: EnrichedEvents;
}

const withNote = (line: string, note: LineNote): string =>
  line.replace(/\}\n$/, () => `,"note":${JSON.stringify(noteText(note))}}\n`);

/** @returns nothing when it stays as it is. */
const outcomeOf = (kept: RejectedEventRow, site: Site): Outcome | 'unreplayable' | undefined => {
  const verdict = judgeAgain(kept, site);
  if (verdict.type === 'unreplayable') return 'unreplayable';
  const { receivedAt, reason, id, ...rest } = kept;
  const replays = { id, reason };
  const counts = { siteId: site.id, receivedAt, replays: [id] };
  if (verdict.type === 'accepted')
    return {
      line: withNote(rowLines(verdict.enriched), { replays }),
      counts: { ...counts, accepted: 1, rejected: new Map([[reason, -1]]) },
      enriched: verdict.enriched,
    };
  const { code, path, message } = verdict.rejection;
  if (code === reason && path === kept.path && message === kept.message) return undefined;
  const rejection = { ...rest, id: rejectionId(), path, message };
  const change: [string, number][] =
    code === reason
      ? []
      : [
          [reason, -1],
          [code, 1],
        ];
  return {
    line: recordLine({
      site_id: site.id,
      received_at: receivedAt,
      record: 'rejected',
      note: { reason: code, rejection, replays },
    }),
    counts: { ...counts, accepted: 0, rejected: new Map(change) },
  };
};

/**
 * Opens the way back for refused events. Each goes through the same stages again and is counted in the hour in which it was
 * received: as accepted then, and as rejected no more. It leaves the list with the segment that carries it, so a replay that dies is
 * simply begun again; what two replays carry, the store takes once.
 */
export const createReplay = ({ delivery, spool, spooled, metrics, recentEvents }: ReplayParts): Replay => {
  const running = new Set<string>();

  const replay: Replay = async (site, selection) => {
    const found = await delivery().rejected({ siteId: site.id, ...selection, limit: JUDGED_A_CALL + 1 });
    const page = found.slice(0, JUDGED_A_CALL);
    const open = page.filter(({ id }) => !spooled.isReplayed(id));
    const outcomes = open.map((kept) => outcomeOf(kept, site));
    const written = outcomes.filter((outcome) => typeof outcome === 'object');
    const enriched = written.flatMap((outcome) => outcome.enriched ?? []);
    if (written.length > 0) {
      const token = await spool.append(written.map(({ line }) => line).join(''));
      for (const { counts } of written) spooled.appended(token, counts);
      metrics.eventsAccepted.inc(enriched.length);
      metrics.eventsReplayed.inc(enriched.length);
      recentEvents.accepted(site.id, enriched, token);
    }
    const last = found.length > page.length ? page.at(-1) : undefined;
    const unreplayable = outcomes.filter((outcome) => outcome === 'unreplayable').length;
    return {
      judged: open.length,
      accepted: enriched.length,
      rejected: open.length - enriched.length - unreplayable,
      unreplayable,
      next: last && { receivedAt: last.receivedAt, id: last.id },
    };
  };

  return async (site, selection) => {
    if (running.has(site.id))
      throw new Refusal(
        409,
        'replay_running',
        "The site's refused events are being replayed; try again when that is done.",
      );
    running.add(site.id);
    try {
      return await replay(site, selection);
    } finally {
      running.delete(site.id);
    }
  };
};
