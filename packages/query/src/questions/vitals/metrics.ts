/** The metrics, those that search engines rank by first. */
export const vitalMetrics = ['LCP', 'INP', 'CLS', 'FCP', 'TTFB'] as const;

/** A web vital by its short name. */
export type VitalMetric = (typeof vitalMetrics)[number];

/** Up to where a metric is good, and above where it is poor: ms; of CLS its score. Source: web.dev/vitals. */
export const vitalThresholds: Readonly<Record<VitalMetric, { goodUpTo: number; poorAbove: number }>> = {
  LCP: { goodUpTo: 2_500, poorAbove: 4_000 },
  INP: { goodUpTo: 200, poorAbove: 500 },
  CLS: { goodUpTo: 0.1, poorAbove: 0.25 },
  FCP: { goodUpTo: 1_800, poorAbove: 3_000 },
  TTFB: { goodUpTo: 800, poorAbove: 1_800 },
};
