import { normalCdf, normalDensity } from './distributions/normal.ts';
import { quantileOf } from './distributions/quantile-of.ts';
import { gaussLegendre } from './gauss-legendre.ts';

/** What lies beyond weighs less than rounding does. */
const REACH = 9;
const PARTS = 60;

/**
 * The confidence that each of several comparisons with one control needs, for all their intervals to hold the true values together with
 * the confidence asked for (Dunnett's procedure, for large groups): less strict than Bonferroni's, because the control is the same in all.
 *
 * Source: C. W. Dunnett, "A multiple comparison procedure for comparing several treatments with a control", JASA 50 (1955) 1096–1121; the
 * integral for groups of different sizes: A. Genz, F. Bretz, "Computation of Multivariate Normal and t Probabilities" (2009), 2.1.
 *
 * @param control visitors of the control, above 0
 * @param others visitors of each other group, at least one group, above 0 each
 * @param confidence of all together, above 0, below 1; default 0.95
 */
export const dunnettConfidence = (control: number, others: readonly number[], confidence = 0.95): number => {
  if (others.length < 2) return confidence;
  const loadings = others.map((visitors) => Math.sqrt(visitors / (control + visitors)));
  /** How likely all differences lie within so many standard errors where there is none. */
  const within = (critical: number): number =>
    gaussLegendre(
      (ofControl) =>
        loadings.reduce((all, loading) => {
          const rest = Math.sqrt(1 - loading * loading);
          return (
            all *
            (normalCdf((loading * ofControl + critical) / rest) - normalCdf((loading * ofControl - critical) / rest))
          );
        }, normalDensity(ofControl)),
      Array.from({ length: PARTS + 1 }, (_, part) => -REACH + (2 * REACH * part) / PARTS),
    );
  const critical = quantileOf(confidence, { cdf: within, low: 0, high: 12 });
  return 1 - 2 * normalCdf(-critical);
};
