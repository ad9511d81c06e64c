import { countOf } from './count-of.ts';
import type { Delivery } from './delivery.ts';

/** One thing that the figures say; `danger` is lost, `warning` wants somebody to act, `note` is worth knowing, `good` is all well. */
export type Finding =
  | { kind: 'nothing'; tone: 'note' }
  | { kind: 'well'; tone: 'good'; events: number }
  | { kind: 'unaccounted'; tone: 'danger'; events: number }
  | { kind: 'setAside'; tone: 'danger'; events: number }
  | { kind: 'waiting'; tone: 'warning'; events: number; sinceAt: number }
  | { kind: 'rejected'; tone: 'warning' | 'note'; events: number; ratio: number; reason: string }
  | { kind: 'dropped'; tone: 'warning'; events: number; reason: string }
  | { kind: 'duplicate'; tone: 'note'; events: number; ratio: number }
  | { kind: 'late'; tone: 'note'; events: number; ratio: number };

const HOUR_MS = 3_600_000;
/** An event waits for seconds. What was received before the last whole hour and still waits has a reason to. */
const WAITS_TOO_LONG_MS = HOUR_MS;
/** A few broken events are somebody's browser extension; so many are the site's. */
const MANY_REJECTED_RATIO = 0.01;
/** Answers get lost on the way to phones; so many point at the network. */
const MANY_DUPLICATES_RATIO = 0.05;
/** People read offline; so many point at a clock or an import. */
const MANY_LATE_RATIO = 0.1;

const commonest = (reasons: Readonly<Record<string, number>>): string =>
  Object.entries(reasons).toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? '';

const ratioOf = (part: number, whole: number) => (whole > 0 ? part / whole : 0);

/** Reads off the figures what their owner should know, the gravest first; never nothing. */
export const findingsOf = ({ total, hours, balance }: Delivery, nowMs: number): Finding[] => {
  const findings: Finding[] = [];
  const { received, accepted, stored, duplicate, setAside, late } = total;
  const [rejected, dropped] = [countOf(total.rejected), countOf(total.dropped)];
  if (!balance.isBalanced)
    findings.push({ kind: 'unaccounted', tone: 'danger', events: Math.abs(balance.unaccounted) });
  if (setAside > 0) findings.push({ kind: 'setAside', tone: 'danger', events: setAside });
  const stuck = hours.filter(({ startAt, waiting }) => waiting > 0 && nowMs - startAt - HOUR_MS > WAITS_TOO_LONG_MS);
  const [oldest] = stuck;
  if (oldest)
    findings.push({
      kind: 'waiting',
      tone: 'warning',
      events: stuck.reduce((sum, { waiting }) => sum + waiting, 0),
      sinceAt: oldest.startAt,
    });
  if (rejected > 0) {
    const ratio = ratioOf(rejected, received);
    const tone = ratio >= MANY_REJECTED_RATIO ? 'warning' : 'note';
    findings.push({ kind: 'rejected', tone, events: rejected, ratio, reason: commonest(total.rejected) });
  }
  if (dropped > 0)
    findings.push({ kind: 'dropped', tone: 'warning', events: dropped, reason: commonest(total.dropped) });
  const duplicateRatio = ratioOf(duplicate, accepted);
  if (duplicateRatio >= MANY_DUPLICATES_RATIO)
    findings.push({ kind: 'duplicate', tone: 'note', events: duplicate, ratio: duplicateRatio });
  const lateRatio = ratioOf(late, stored);
  if (lateRatio >= MANY_LATE_RATIO) findings.push({ kind: 'late', tone: 'note', events: late, ratio: lateRatio });
  if (received === 0 && findings.length === 0) return [{ kind: 'nothing', tone: 'note' }];
  const isWell = findings.every(({ tone }) => tone === 'note');
  return isWell ? [{ kind: 'well', tone: 'good', events: accepted }, ...findings] : findings;
};
