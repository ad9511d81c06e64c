/** Tells visitors who turn pages faster than anybody can. */
export interface PageRate {
  /**
   * Counts a page view that a visitor sent events of; `visitorId` and `pageId` are 16 hex digits.
   * @returns true when the visitor is no person.
   */
  isInhuman(siteId: string, ids: { visitorId: string; pageId: string }, nowMs: number): boolean;
}

/**
 * Page views of one visitor in one minute. A key held down on a gallery turns 30 a second, for some seconds; a tag that was offline
 * for long hands over 1,000 events at once, of some hundred pages. Ten a second for a whole minute is neither.
 */
export const MOST_PAGES_A_MINUTE = 600;

/** Nearly all visitors send less in a minute, and cost no more than a number: their pages are not told apart. */
const WATCHED_FROM = 100;
/** Visitors share counters by the end of their id, so that the counters need little room however many they are. */
const COUNTERS = 0x1_0000;

const MINUTE_MS = 60_000;
/** Once seen, a visitor is taken for a program until it is quiet for this long. */
const REMEMBERED_MS = 3_600_000;
/** Programs that are remembered, and visitors whose pages are told apart in a minute. */
const MOST_VISITORS = 5_000;

/** Counts in memory: each collector for itself, from the start of the process on. */
export const createPageRate = (): PageRate => {
  let minute = 0;
  const sent = new Uint8Array(COUNTERS);
  /** Pages of this minute, of visitors who are busy. */
  const pages = new Map<string, Set<string>>();
  /** When a program was last seen. */
  const programs = new Map<string, number>();
  const hasProgram = new Uint8Array(COUNTERS);

  const isOver = (visitor: string, pageId: string): boolean => {
    const known = pages.get(visitor);
    if (known) return known.add(pageId).size > MOST_PAGES_A_MINUTE - WATCHED_FROM;
    if (pages.size < MOST_VISITORS) pages.set(visitor, new Set([pageId]));
    return false;
  };

  return {
    isInhuman: (siteId, { visitorId, pageId }, nowMs) => {
      const current = Math.floor(nowMs / MINUTE_MS);
      if (current !== minute) {
        minute = current;
        sent.fill(0);
        pages.clear();
      }
      const counter = Number.parseInt(visitorId.slice(-4), 16);
      const before = sent[counter] ?? 0;
      if (before < WATCHED_FROM) {
        sent[counter] = before + 1;
        if (!hasProgram[counter]) return false;
      }
      const visitor = `${siteId} ${visitorId}`;
      const seenAt = programs.get(visitor);
      const isKnown = seenAt !== undefined && nowMs - seenAt < REMEMBERED_MS;
      programs.delete(visitor);
      if (!isKnown && (before < WATCHED_FROM || !isOver(visitor, pageId))) return false;
      programs.set(visitor, nowMs);
      hasProgram[counter] = 1;
      if (programs.size > MOST_VISITORS) for (const oldest of programs.keys()) if (programs.delete(oldest)) break;
      return true;
    },
  };
};
