import { visitorId } from '../identity/visitor.ts';
import { readStored, writeStored } from '../lib/storage.ts';
import { fromJson, toJson } from '../lib/to-json.ts';
import type { ExperimentSettings } from '../settings.ts';
import { assignVariant } from './assign-variant.ts';

/** More than a site runs in years; the oldest are forgotten. */
const MAX_KEPT = 100;

/** What this browser knows of a visitor: when the id was made, if it was seen to be; by salt, the variant and 1 once exposed. */
export interface Kept {
  visitor: string;
  madeAt: number;
  variants: Record<string, [variant: string, isExposed?: 1]>;
  /** When the collector last said (epoch ms) in which experiments' segments the visitor is, and in which. */
  members?: [saidAt: number, ...experiments: string[]];
}

/** Whether a visitor belongs to those whom an experiment is for; nothing decides it where all are for everybody. */
export const decision: { isInAudience?: (experiment: ExperimentSettings, kept: Kept) => boolean } = {};

/** Read each time: another tab may have written since. What belongs to another visitor is forgotten. */
export const readKept = (): Kept => {
  const isNew = !readStored('v');
  const visitor = visitorId();
  const kept = fromJson(readStored('x') ?? 'null') as Kept | null;
  if (kept?.visitor === visitor) return kept;
  const made: Kept = { visitor, madeAt: isNew ? Date.now() : 0, variants: {} };
  writeStored('x', toJson(made));
  return made;
};

const keepVariant = (salt: string, one: Kept['variants'][string]): void => {
  const kept = readKept();
  kept.variants[salt] = one;
  const [oldest = '', ...others] = Object.keys(kept.variants);
  if (others.length >= MAX_KEPT) delete kept.variants[oldest];
  writeStored('x', toJson(kept));
};

/** The id is made before anything asks whether it is there: whoever comes first is new. */
export const meetVisitor = (): void => {
  readKept();
};

/**
 * The visitor's variant; undefined for whoever takes no part. What was assigned once stays, whatever weights, share and audience
 * are by now.
 */
export const assignedVariant = (experiment: ExperimentSettings): string | undefined => {
  const { id, salt = id, audience } = experiment;
  const kept = readKept();
  const [known] = kept.variants[salt] ?? [];
  const variant =
    known !== undefined || !audience || decision.isInAudience?.(experiment, kept)
      ? assignVariant(kept.visitor, experiment, known)
      : undefined;
  if (variant !== undefined && variant !== known) keepVariant(salt, [variant]);
  return variant;
};

/** Remembers that the visitor saw a variant; false when that was known. */
export const markExposed = ({ id, salt = id }: ExperimentSettings, variant: string): boolean => {
  const [known, isExposed] = readKept().variants[salt] ?? [];
  if (known === variant && isExposed) return false;
  keepVariant(salt, [variant, 1]);
  return true;
};
