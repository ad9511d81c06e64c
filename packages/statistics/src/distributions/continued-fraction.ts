/** More steps than any argument needs that a figure of an experiment can be. */
const MAX_STEPS = 100_000;
const EPSILON = 1e-16;
/** Instead of a denominator of 0. */
const TINY = 1e-300;

/**
 * The value of b(0) + a(1) / (b(1) + a(2) / (b(2) + …)), by the modified Lentz method.
 *
 * Source: W. J. Lentz, "Generating Bessel functions in Mie scattering calculations using continued fractions", Applied Optics 15 (1976)
 * 668–671; I. J. Thompson, A. R. Barnett, Journal of Computational Physics 64 (1986) 490–509.
 */
export const continuedFraction = (a: (step: number) => number, b: (step: number) => number): number => {
  let value = b(0) || TINY;
  let c = value;
  let d = 0;
  for (let step = 1; step < MAX_STEPS; step++) {
    d = 1 / (b(step) + a(step) * d || TINY);
    c = b(step) + a(step) / c || TINY;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < EPSILON) return value;
  }
  return value;
};
