/** What is kept of the time that goes on and of the one before it, each `lengthMs` long: half an hour to a whole one, say. */
export interface Windowed<Value> {
  /** What is noted into now. */
  current(key: string, nowMs: number): Value;
  /** Both, the newer first; fewer where nothing was noted. */
  all(key: string, nowMs: number): Value[];
}

interface Slot<Value> {
  number: number;
  value: Value;
}

/** Keys at once. The one longest unused goes when there are more. */
const MOST_KEYS = 1_000;

/** Keeps values by key for one to two lengths of time, in memory. */
export const createWindowed = <Value>(lengthMs: number, make: () => Value): Windowed<Value> => {
  const kept = new Map<string, { newer: Slot<Value>; older: Slot<Value> | undefined }>();

  return {
    current: (key, nowMs) => {
      const number = Math.floor(nowMs / lengthMs);
      const known = kept.get(key);
      if (known?.newer.number === number) return known.newer.value;
      const newer = { number, value: make() };
      kept.delete(key);
      kept.set(key, { newer, older: known?.newer });
      if (kept.size > MOST_KEYS) for (const oldest of kept.keys()) if (kept.delete(oldest)) break;
      return newer.value;
    },
    all: (key, nowMs) => {
      const number = Math.floor(nowMs / lengthMs);
      const known = kept.get(key);
      return [known?.newer, known?.older]
        .filter((slot) => slot !== undefined)
        .filter((slot) => slot.number >= number - 1)
        .map(({ value }) => value);
    },
  };
};
