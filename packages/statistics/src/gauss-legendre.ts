/** Where the five points lie between −1 and 1, and what they weigh. */
const POINTS: readonly [at: number, weight: number][] = [
  [0, 128 / 225],
  ...[Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3].flatMap((at): [number, number][] => [
    [at, (322 + 13 * Math.sqrt(70)) / 900],
    [-at, (322 + 13 * Math.sqrt(70)) / 900],
  ]),
  ...[Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3].flatMap((at): [number, number][] => [
    [at, (322 - 13 * Math.sqrt(70)) / 900],
    [-at, (322 - 13 * Math.sqrt(70)) / 900],
  ]),
];

/**
 * Tells the points of a rule of integration over the parts between ascending edges, five in each part, and what each weighs: the sum of a
 * smooth function's values, each times its weight, is its integral.
 *
 * Source: M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions" (1964), 25.4.29 and table 25.4.
 */
export const forEachPoint = (edges: readonly number[], tell: (x: number, weight: number) => void): void => {
  for (let part = 1; part < edges.length; part++) {
    const [from = 0, to = 0] = [edges[part - 1], edges[part]];
    const [middle, half] = [(from + to) / 2, (to - from) / 2];
    for (const [at, weight] of POINTS) tell(middle + half * at, half * weight);
  }
};

/** The integral of a smooth function over the parts between ascending edges. */
export const gaussLegendre = (integrand: (x: number) => number, edges: readonly number[]): number => {
  let sum = 0;
  forEachPoint(edges, (x, weight) => {
    sum += weight * integrand(x);
  });
  return sum;
};
