/** A seeded stream of random values; the same seed gives the same stream on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** Picks by weight; weights need not add up to one. */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item;
  /** Normal with mean 0 and deviation 1. */
  normal(): number;
  /** Log-normal around a median: durations, load times. `spread` is the deviation of the logarithm. */
  around(median: number, spread: number): number;
  /** Exponential with the given mean: gaps between visits. */
  exponential(mean: number): number;
  /** At least 1, heavy-tailed: how active people are. Smaller `shape`, heavier tail. */
  pareto(shape: number): number;
  /** 64 random bits as 16 lower-case hex digits. */
  id(): string;
}

/** FNV-1a, to turn a name into a seed. */
const hashOf = (text: string): number => {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  return hash >>> 0;
};

/**
 * sfc32, a small generator that passes PractRand (source: pracrand.sourceforge.net), started from a seed and a
 * stream's name, so that one visitor's randomness does not depend on how much the visitors before used.
 */
const generatorOf = (seed: number, stream: string): (() => number) => {
  let [a, b, c, counter] = [seed >>> 0, hashOf(stream), Math.trunc(seed / 2 ** 32) >>> 0, 1];
  const draw = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  // The first values still show the seed; the author's own seeding drops twelve.
  for (let round = 0; round < 12; round++) draw();
  return draw;
};

/** Makes the random stream of that name under that seed. */
export const createRandom = (seed: number, stream: string): Random => {
  const draw = generatorOf(seed, stream);
  const next = () => draw() / 2 ** 32;
  // 1 - next() is in (0, 1]: its logarithm is finite.
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    normal,
    chance: (probability) => next() < probability,
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    weighted: (items) => {
      let rest = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        rest -= weight;
        if (rest < 0) return item;
      }
      const last = items.at(-1);
      if (!last) throw new Error('There is nothing to pick from: pass at least one item with a weight.');
      return last[0];
    },
    around: (median, spread) => median * Math.exp(spread * normal()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    pareto: (shape) => (1 - next()) ** (-1 / shape),
    id: () => draw().toString(16).padStart(8, '0') + draw().toString(16).padStart(8, '0'),
  };
};
