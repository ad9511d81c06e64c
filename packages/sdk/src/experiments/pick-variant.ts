import { hashText } from '../lib/hash-text.ts';
import type { ExperimentSettings } from '../settings.ts';

/** Where a visitor stands among all visitors for a purpose: 0 to 1, 1 excluded. Purposes do not depend on each other. */
export const slotOf = (visitorId: string, purpose: string): number => hashText(`${visitorId}.${purpose}`) / 2 ** 32;

/** The variant whose share of the weights the visitor's slot falls into, in the variants' order; undefined without weights. */
export const pickVariant = (visitorId: string, { id, salt = id, variants }: ExperimentSettings): string | undefined => {
  let total = 0;
  for (const { weight } of variants) total += weight;
  let share = slotOf(visitorId, salt) * total;
  for (const variant of variants) {
    share -= variant.weight;
    if (share < 0) return variant.id;
  }
  return undefined;
};
