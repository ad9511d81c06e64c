import { defineCheck, outcome, ratioOf } from '../check.ts';

/** An event waits for a second or two. */
const WAITS_TOO_LONG_MS = 60_000;
const STUCK_MS = 600_000;
/** Senders are refused once it is full. */
const FULL_RATIO = 0.8;

/** What the store has not taken yet: it waits on the disk, and nothing is lost until that is full. */
export const spool = defineCheck({
  name: 'spool',
  about: 'collector',
  reads: 'spool',
  judge: ({ bytes, maxBytes, oldestMs, bytesBefore }) => {
    const ratio = ratioOf(bytes, maxBytes);
    const figures = { bytes, maxBytes, oldestMs, ratio };
    if (ratio >= FULL_RATIO) return outcome('full', 'problem', { figures });
    if (oldestMs < WAITS_TOO_LONG_MS) return outcome('fine', 'ok', { figures });
    const isGrowing = bytes > bytesBefore;
    if (!isGrowing) return outcome('draining', 'warning', { figures });
    return outcome('growing', oldestMs >= STUCK_MS ? 'problem' : 'warning', { figures });
  },
});
