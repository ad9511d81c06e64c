interface RememberOptions {
  /** So long what was found stands, ms. */
  freshMs: number;
  /** More are forgotten, the longest known first. */
  most: number;
  nowMs: () => number;
}

/** What was found, and when: epoch ms. */
export interface Found<Value> {
  at: number;
  value: Value;
}

/** What was found, by names. */
export interface Memory<Value> {
  /** Finds what a name stands for, once for all who ask while it is fresh; what could not be found is not remembered. */
  find(name: string, find: () => Promise<Value>): Promise<Found<Value>>;
  /** What was found last, however long ago; undefined where nothing was, or it is forgotten. */
  last(name: string): Found<Value> | undefined;
}

/** Remembers what was found. */
export const createMemory = <Value>({ freshMs, most, nowMs }: RememberOptions): Memory<Value> => {
  const asked = new Map<string, Promise<Found<Value>>>();
  const found = new Map<string, Found<Value>>();

  const keep = <Kept>(kept: Map<string, Kept>, name: string, value: Kept) => {
    // Whatever is put in anew counts as the youngest.
    kept.delete(name);
    kept.set(name, value);
    if (kept.size > most) for (const oldest of kept.keys()) if (kept.delete(oldest)) break;
  };

  return {
    last: (name) => found.get(name),
    find: async (name, find) => {
      const before = asked.get(name);
      const known = await before?.catch(() => undefined);
      if (known && nowMs() - known.at < freshMs) return known;
      // Of all who waited for it only the first asks anew.
      const newer = asked.get(name);
      if (newer && newer !== before) return newer;
      const at = nowMs();
      const asking = find().then((value) => {
        const now = { at, value };
        keep(found, name, now);
        return now;
      });
      keep(asked, name, asking);
      asking.catch(() => asked.get(name) === asking && asked.delete(name));
      return asking;
    },
  };
};
