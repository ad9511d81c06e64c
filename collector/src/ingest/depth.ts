/**
 * Levels of lists and objects that are kept of a refused event. The wire needs 5 and no schema lets more pass, so what was accepted
 * is never deep; whoever handles what was refused must not run out of stack.
 */
export const KEPT_LEVELS = 32;

/** Empties, in place, the lists and objects that are nested deeper than `levels`. @returns the value */
export const cutDeeperThan = (value: unknown, levels: number): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (levels > 0) for (const part of Object.values(value)) cutDeeperThan(part, levels - 1);
  else if (Array.isArray(value)) value.length = 0;
  else for (const name of Object.keys(value)) delete (value as Record<string, unknown>)[name];
  return value;
};
