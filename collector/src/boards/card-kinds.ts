import {
  breakdownTable,
  type CardTable,
  checkoutsTable,
  funnelTable,
  retentionTable,
  segmentSizeTable,
  segmentTable,
  trendTable,
} from '../mail/card-table.ts';
import {
  campaignsTable,
  engagementTable,
  errorsTable,
  formsTable,
  heatmapTable,
  inspectionsTable,
  pathsTable,
  segmentOverlapTable,
  segmentProfileTable,
  surveyTable,
  vitalsTable,
} from '../mail/figure-tables.ts';
import type { MailFormats } from '../mail/mail-formats.ts';

/** A card that was answered: its question as it was asked, and what came. */
interface AnsweredCard {
  definition: object;
  result: unknown;
}

/** What a collector must know of a kind of question that boards hold. */
interface CardKind {
  /** The answer as a mail shows it. */
  table: (card: AnsweredCard, formats: MailFormats) => CardTable;
  /** Whether its definition takes `comparison`. */
  isCompared: boolean;
  /** Whether its definition takes an `interval` that its days are cut into. */
  isCutByDays: boolean;
}

/** Which result belongs to which kind is what `ResultOf` says; the definition was judged when it was asked. */
const kind = <Result, Definition>(
  table: (result: Result, formats: MailFormats, definition: Definition) => CardTable,
  { isCompared = true, isCutByDays = false } = {},
): CardKind => ({
  table: ({ result, definition }, formats) => table(result as Result, formats, definition as Definition),
  isCompared,
  isCutByDays,
});

/**
 * Every kind of question that boards, links to them and mails show: a new one is a line here, beside that in the dashboard. Any other a
 * card may hold, but it is not answered without an account: it could list people.
 */
export const cardKinds: Readonly<Record<string, CardKind>> = {
  trend: kind(trendTable, { isCutByDays: true }),
  breakdown: kind(breakdownTable),
  funnel: kind(funnelTable),
  segment: kind(segmentTable, { isCompared: false }),
  segment_size: kind(segmentSizeTable, { isCompared: false, isCutByDays: true }),
  segment_overlap: kind(segmentOverlapTable, { isCompared: false }),
  segment_profile: kind(segmentProfileTable, { isCompared: false }),
  retention: kind(retentionTable),
  checkouts: kind(checkoutsTable),
  forms: kind(formsTable),
  paths: kind(pathsTable),
  campaigns: kind(campaignsTable),
  engagement: kind(engagementTable),
  inspections: kind(inspectionsTable),
  heatmap: kind(heatmapTable),
  vitals: kind(vitalsTable),
  errors: kind(errorsTable),
  survey: kind(surveyTable),
};
