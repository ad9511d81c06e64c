import type { ExperimentSettings } from '../settings.ts';
import { pickVariant, slotOf } from './pick-variant.ts';

/**
 * The variant of a visitor: the same one for ever, on any machine, without asking anyone. Undefined for whoever is held out, in
 * another experiment of the group, or outside the share of traffic; and without weights. A browser keeps what it was once
 * assigned, also when the weights have changed since: pass what a server remembers in `known`. The specification with its test vectors
 * is `docs/experiments-assignment.md`.
 */
export const assignVariant = (
  visitorId: string,
  experiment: ExperimentSettings,
  known?: string,
): string | undefined => {
  const { id, salt = id, group, holdOut, trafficShare = 1, variants } = experiment;
  for (const variant of variants) if (variant.id === known) return known;
  if (holdOut && slotOf(visitorId, `${holdOut.id}.hold-out`) < holdOut.share) return undefined;
  if (group) {
    const slot = slotOf(visitorId, `${group.id}.group`);
    if (slot < group.from || slot >= group.to) return undefined;
  }
  return slotOf(visitorId, `${salt}.traffic`) < trafficShare ? pickVariant(visitorId, experiment) : undefined;
};
