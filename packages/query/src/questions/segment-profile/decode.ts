import { differenceInterval, type Interval, ratioInterval } from '@telltale/statistics';
import { type Row, rowsOf } from '../../question.ts';
import { markOf } from './compile.ts';
import type { SegmentProfileDefinition } from './definition.ts';
import type { ProfileValue, SegmentProfileResult } from './result.ts';

/** How far from 0 the difference is at least; negative where it may be 0. */
const clearness = ({ low, high }: Interval): number => Math.max(low, -high);

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** Reads the answer to the profile of a segment. */
export const decodeSegmentProfile = (
  answer: readonly Row[] | Uint8Array,
  { properties, limit }: SegmentProfileDefinition,
): SegmentProfileResult => {
  const rows = rowsOf(answer);
  const everybody = rows.find(({ mark }) => Number(mark) === markOf(properties, -1));
  const members = Number(everybody?.members ?? 0);
  const others = Number(everybody?.others ?? 0);
  if (members === 0 || others === 0) return { members, others, values: [] };

  const values = rows.flatMap((row): ProfileValue[] => {
    const property = properties.find((_, index) => markOf(properties, index) === Number(row.mark));
    if (property === undefined) return [];
    const inside = { successes: Number(row.members), trials: members };
    const outside = { successes: Number(row.others), trials: others };
    const [memberRatio, otherRatio] = [inside.successes / members, outside.successes / others];
    return [
      {
        property,
        value: String(row.value),
        members: inside.successes,
        others: outside.successes,
        memberRatio,
        otherRatio,
        difference: { value: memberRatio - otherRatio, interval: differenceInterval(inside, outside) },
        lift: otherRatio === 0 ? null : { value: memberRatio / otherRatio, interval: ratioInterval(inside, outside) },
      },
    ];
  });
  values.sort(
    (a, b) =>
      clearness(b.difference.interval) - clearness(a.difference.interval) ||
      properties.indexOf(a.property) - properties.indexOf(b.property) ||
      byText(a.value, b.value),
  );
  return { members, others, values: values.slice(0, limit) };
};
