import { continuedFraction } from './continued-fraction.ts';
import { logGamma } from './log-gamma.ts';

/**
 * The regularised upper incomplete gamma function Q(shape, x): 1 at 0, falling to 0.
 *
 * Source: NIST Digital Library of Mathematical Functions, 8.7.1 (series, below shape + 1) and 8.9.2 (continued fraction, above).
 *
 * @param shape above 0
 * @param x at least 0
 */
export const upperGamma = (shape: number, x: number): number => {
  if (x <= 0) return 1;
  const scale = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  if (x >= shape + 1)
    return (
      scale /
      continuedFraction(
        (step) => -step * (step - shape),
        (step) => x + 2 * step + 1 - shape,
      )
    );
  let term = 1 / shape;
  let sum = term;
  for (let step = 1; term > sum * 1e-17; step++) {
    term *= x / (shape + step);
    sum += term;
  }
  return 1 - scale * sum;
};
