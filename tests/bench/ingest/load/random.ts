/** Seeded numbers: every run sends the same traffic, its ids apart. */
export interface Random {
  /** A whole number from 0 to `below` - 1; `below` is at most 2^32. */
  whole(below: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
}

/** Marsaglia's xorshift128 (Journal of Statistical Software 8/14, 2003): fast, and even enough for traffic. */
export const createRandom = (seed: number): Random => {
  let [x, y, z, w] = [seed | 1, 362_436_069, 521_288_629, 88_675_123];
  const next = () => {
    const t = x ^ (x << 11);
    [x, y, z] = [y, z, w];
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return w >>> 0;
  };
  // The first numbers of neighbouring seeds resemble each other.
  for (let skipped = 0; skipped < 20; skipped += 1) next();
  const whole = (below: number) => Math.floor((next() / 2 ** 32) * below);
  return { whole, pick: (items) => items[whole(items.length)] ?? items[0] };
};
