interface SequentialOptions {
  /** Above 0, below 1. Default: 0.95. */
  confidence?: number;
  /** Visitors at which the interval is about as narrow as it can be; to be fixed before the first look. Default: 5,000. */
  tunedFor?: number;
}

/**
 * How many standard errors an interval reaches to each side, for it to hold the true value at *every* look with this confidence, however
 * often and whenever one looks and stops (an asymptotic confidence sequence): what the mixture sequential probability ratio test does not
 * reject. Wider than a fixed interval: 3.0 instead of 1.96 standard errors where it is narrowest.
 *
 * Source: I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy, A. Ramdas, "Time-uniform central limit theory and asymptotic confidence
 * sequences", Annals of Statistics 52 (2024) 2613–2640, theorem 2.2, tuned by the approximation of its section B.2; the mixture: H. Robbins, "Statistical methods
 * related to the law of the iterated logarithm", Annals of Mathematical Statistics 41 (1970) 1397–1409.
 *
 * @param visitors of all groups compared, at least 1
 */
export const sequentialCriticalValue = (
  visitors: number,
  { confidence = 0.95, tunedFor = 5000 }: SequentialOptions = {},
): number => {
  const logAlpha = Math.log(1 - confidence);
  const mixture = ((-2 * logAlpha + Math.log(1 - 2 * logAlpha)) / tunedFor) * visitors;
  return Math.sqrt(((2 * (mixture + 1)) / mixture) * (0.5 * Math.log(mixture + 1) - logAlpha));
};
