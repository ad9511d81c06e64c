interface Distribution {
  cdf(x: number): number;
  /** Something below the quantile, */
  low: number;
  /** and something above it. */
  high: number;
}

/**
 * The value below which a share `p` of a continuous distribution lies, to the last digit but two: the bracket is halved, and where the
 * line through its ends leads nearer, that is taken (the Illinois variant of the false position).
 *
 * Source: M. Dowell, P. Jarratt, "A modified regula falsi method for computing the root of an equation", BIT 11 (1971) 168–174.
 */
export const quantileOf = (p: number, { cdf, low, high }: Distribution): number => {
  let [a, b] = [low, high];
  let [belowA, aboveB] = [cdf(a) - p, cdf(b) - p];
  for (let step = 0; step < 400; step++) {
    // Every third step a halving: in a flat tail the line leads nowhere.
    const line = (a * aboveB - b * belowA) / (aboveB - belowA);
    const isHalved = step % 3 === 2 || !(line > a && line < b);
    const middle = isHalved ? (a + b) / 2 : line;
    if (middle === a || middle === b || b - a < 1e-15 * (1 + Math.abs(a))) return middle;
    const value = cdf(middle) - p;
    if (value === 0) return middle;
    if (value < 0) {
      a = middle;
      belowA = value;
      aboveB /= isHalved ? 1 : 2;
    } else {
      b = middle;
      aboveB = value;
      belowA /= isHalved ? 1 : 2;
    }
  }
  return (a + b) / 2;
};
