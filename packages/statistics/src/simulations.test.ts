import { describe, expect, it } from 'vitest';
import { dunnettConfidence } from './dunnett-confidence.ts';
import { wilsonInterval } from './interval.ts';
import { momentsOf, type Sums } from './moments.ts';
import { visitorsNeeded } from './sample-size.ts';
import { sequentialCriticalValue } from './sequential-critical-value.ts';
import { twoProportionTest } from './two-proportion-test.ts';
import { type Difference, welchTest } from './welch-test.ts';

const RUNS = 1000;

/** Seeded numbers from 0 to 1 (mulberry32), so that every run of the tests is the same. */
const createRandom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** What a visitor brings. */
type Draw = (random: () => number) => number;

const converts =
  (ratio: number): Draw =>
  (random) =>
    random() < ratio ? 1 : 0;

/** Most bring nothing; who buys spends an exponential amount: as skewed as revenue is. */
const spends: Draw = (random) => (random() < 0.2 ? -50 * Math.log(1 - random()) : 0);

const nothing = (): Sums => ({ count: 0, sum: 0, sumOfSquares: 0 });
const add = (sums: Sums, visitors: number, draw: () => number): void => {
  for (let visitor = 0; visitor < visitors; visitor++) {
    const value = draw();
    sums.count++;
    sums.sum += value;
    sums.sumOfSquares += value * value;
  }
};

const excludesZero = ({ low, high }: { low: number; high: number }) => low > 0 || high < 0;
const byProportions = (a: Sums, b: Sums): Difference =>
  twoProportionTest({ successes: a.sum, trials: a.count }, { successes: b.sum, trials: b.count });
const byMeans = (a: Sums, b: Sums): Difference => welchTest(momentsOf(a), momentsOf(b));

/** The share of experiments, with the 99 % interval of its chance, in which a look found something. */
const shareFinding = (run: (random: () => number) => boolean, seed: number) => {
  const random = createRandom(seed);
  let found = 0;
  for (let nth = 0; nth < RUNS; nth++) if (run(random)) found++;
  return { found, ...wilsonInterval(found, RUNS, 0.99) };
};

const DAYS = 20;
const PER_DAY = 150;
const looks = (read: (a: Sums, b: Sums) => Difference, draw: Draw, isSequential: boolean) => (random: () => number) => {
  const [a, b] = [nothing(), nothing()];
  let isFound = false;
  for (let day = 0; day < DAYS; day++) {
    add(a, PER_DAY, () => draw(random));
    add(b, PER_DAY, () => draw(random));
    const { value, standardError, interval } = read(a, b);
    const reach = isSequential ? sequentialCriticalValue(a.count + b.count) * standardError : 0;
    if (isSequential ? Math.abs(value) > reach : excludesZero(interval)) isFound = true;
  }
  return isFound;
};
/** One look, at the end. */
const oneLook = (read: (a: Sums, b: Sums) => Difference, draw: Draw) => (random: () => number) => {
  const [a, b] = [nothing(), nothing()];
  add(a, DAYS * PER_DAY, () => draw(random));
  add(b, DAYS * PER_DAY, () => draw(random));
  return excludesZero(read(a, b).interval);
};

describe(`of ${RUNS} A/A experiments`, () => {
  it.each([
    ['ratios', byProportions, converts(0.05)],
    ['revenue', byMeans, spends],
  ] as const)('one look at %s finds a difference in five of a hundred', (_, read, draw) => {
    const { low, high } = shareFinding(oneLook(read, draw), 11);
    expect(low).toBeLessThan(0.05);
    expect(high).toBeGreaterThan(0.05);
  });

  it('a fixed reading that is looked at daily finds far more, which is why it is not read before its end', () => {
    expect(shareFinding(looks(byProportions, converts(0.05), false), 12).low).toBeGreaterThan(0.1);
  });

  it.each([
    ['ratios', byProportions, converts(0.05)],
    ['revenue', byMeans, spends],
  ] as const)('daily looks at %s under the sequential reading find no more than five of a hundred', (_, read, draw) => {
    const { found, low } = shareFinding(looks(read, draw, true), 13);
    expect(low).toBeLessThan(0.05);
    // It would be no reading that never found anything.
    expect(found).toBeLessThanOrEqual(RUNS * 0.05);
  });

  it('three variants against one control find a difference in five of a hundred, taken together', () => {
    const confidence = dunnettConfidence(1, [1, 1, 1]);
    const run = (random: () => number) => {
      const [control, ...others] = [nothing(), nothing(), nothing(), nothing()];
      for (const group of [control, ...others]) add(group, 1000, () => spends(random));
      return others.some((other) => excludesZero(welchTest(momentsOf(other), momentsOf(control), confidence).interval));
    };
    const { low, high } = shareFinding(run, 14);
    expect(low).toBeLessThan(0.05);
    expect(high).toBeGreaterThan(0.05);
  });
});

describe(`of ${RUNS} experiments with an effect`, () => {
  const [before, after] = [0.2, 0.25];
  const variance = (ratio: number) => ({ variance: ratio * (1 - ratio), shareRatio: 0.5 });

  it.each([0.8, 0.9])('of the size planned for a power of %d so many find it', (power) => {
    const visitors = Math.ceil(visitorsNeeded(variance(before), variance(after), after - before, { power }) / 2);
    const { low, high } = shareFinding((random) => {
      const [a, b] = [nothing(), nothing()];
      add(a, visitors, () => converts(after)(random));
      add(b, visitors, () => converts(before)(random));
      return byProportions(a, b).interval.low > 0;
    }, 15);
    expect(low).toBeLessThan(power);
    expect(high).toBeGreaterThan(power);
  });

  it('at the size planned for the sequential reading at least so many find it', () => {
    const planned = visitorsNeeded(variance(before), variance(after), after - before, { isSequential: true });
    const { low, high } = shareFinding((random) => {
      const [a, b] = [nothing(), nothing()];
      add(a, Math.ceil(planned / 2), () => converts(after)(random));
      add(b, Math.ceil(planned / 2), () => converts(before)(random));
      const { value, standardError } = byProportions(a, b);
      return value > sequentialCriticalValue(a.count + b.count, { tunedFor: planned }) * standardError;
    }, 16);
    expect(low).toBeLessThan(0.8);
    expect(high).toBeGreaterThan(0.8);
  });
});
