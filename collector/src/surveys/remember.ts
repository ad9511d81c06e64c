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

/** Finds what a name stands for, once for all who ask while it is fresh; what could not be found is not remembered. */
export const createMemory = <Value>({ freshMs, most, nowMs }: RememberOptions) => {
  const known = new Map<string, Promise<Found<Value>>>();
  return async (name: string, find: () => Promise<Value>): Promise<Found<Value>> => {
    const last = known.get(name);
    const found = await last?.catch(() => undefined);
    if (found && nowMs() - found.at < freshMs) return found;
    // Of all who waited for it only the first asks anew.
    const newer = known.get(name);
    if (newer && newer !== last) return newer;
    const at = nowMs();
    const asked = find().then((value) => ({ at, value }));
    known.delete(name);
    known.set(name, asked);
    if (known.size > most) for (const oldest of known.keys()) if (known.delete(oldest)) break;
    asked.catch(() => known.delete(name));
    return asked;
  };
};
