import { hashText } from '../lib/hash-text.ts';
import type { ExperimentSettings } from '../settings.ts';

/**
 * The variant of a visitor: the same one for ever, on any machine, without asking anyone. `hash(visitorId.experimentId)` as
 * a share of 2³² falls into one of the variants' shares, in their order. Without weights there is no variant.
 */
export const assignVariant = (visitorId: string, { id, variants }: ExperimentSettings): string | undefined => {
  let total = 0;
  for (const { weight } of variants) total += weight;
  let share = (hashText(`${visitorId}.${id}`) / 2 ** 32) * total;
  for (const variant of variants) {
    share -= variant.weight;
    if (share < 0) return variant.id;
  }
  return undefined;
};
