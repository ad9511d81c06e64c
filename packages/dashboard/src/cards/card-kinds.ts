import type { AskedKind } from '../api/ask.ts';
import type { CardKind } from './card-kind.ts';

/** Every kind of question that a board can hold, with how its card is drawn. A new one is a `card.tsx` in its panel's folder and a line here. */
export const cardKinds: { readonly [Kind in AskedKind]?: () => Promise<CardKind<Kind>> } = {
  trend: async () => (await import('../panels/explore/card.tsx')).trendCard,
  breakdown: async () => (await import('../panels/overview/card.tsx')).breakdownCard,
  funnel: async () => (await import('../panels/funnels/card.tsx')).funnelCard,
  segment: async () => (await import('../panels/segments/card.tsx')).segmentCard,
  segment_size: async () => (await import('../panels/segments/card.tsx')).segmentSizeCard,
  segment_overlap: async () => (await import('../panels/segments/card.tsx')).segmentOverlapCard,
  segment_profile: async () => (await import('../panels/segments/card.tsx')).segmentProfileCard,
  retention: async () => (await import('../panels/retention/card.tsx')).retentionCard,
  checkouts: async () => (await import('../panels/checkouts/card.tsx')).checkoutsCard,
  forms: async () => (await import('../panels/forms/card.tsx')).formsCard,
  paths: async () => (await import('../panels/paths/card.tsx')).pathsCard,
  campaigns: async () => (await import('../panels/campaigns/card.tsx')).campaignsCard,
  engagement: async () => (await import('../panels/engagement/card.tsx')).engagementCard,
  inspections: async () => (await import('../panels/features/card.tsx')).inspectionsCard,
  heatmap: async () => (await import('../panels/heatmaps/card.tsx')).heatmapCard,
  vitals: async () => (await import('../panels/vitals/card.tsx')).vitalsCard,
  errors: async () => (await import('../panels/errors/card.tsx')).errorsCard,
  survey: async () => (await import('../panels/surveys/card.tsx')).surveyCard,
};
