export type { Amounts } from './amounts.ts';
export { type AskAgain, type AskedQuestion, ask, type QuestionKind, questionSchemas, type ResultOf } from './ask.ts';
export type { Compared } from './asked-again.ts';
export type { BrokenDown, Parts } from './broken-down.ts';
export { type BuiltInProperty, builtInProperties } from './built-in-properties.ts';
export type { Conversion } from './conversion.ts';
export {
  compileExportOverview,
  compileExportPage,
  decodeExportOverview,
  type ExportCursor,
  type ExportDefinition,
  type ExportDefinitionInput,
  type ExportedKind,
  type ExportOverview,
  exportCursor,
  exportDefinition,
  readExportDefinition,
} from './export/index.ts';
export {
  type EventReference,
  type Filter,
  type PropertyFilter,
  type VisitorCondition,
  visitorConditionSchema,
} from './filter/definition.ts';
export { namedSegments } from './filter/named-segments.ts';
export { type NamedSnapshot, namedSnapshots } from './filter/named-snapshots.ts';
export { type OperatorName, operatorNames } from './filter/operators.ts';
export type { People } from './people.ts';
export {
  type CompiledQuery,
  type Question,
  type QuestionContext,
  QuestionError,
  type Row,
  type SavedSegment,
  type SegmentSnapshot,
} from './question.ts';
export { compileAnswersPage } from './questions/answers/compile.ts';
export type { AnswersDefinition, AnswersDefinitionInput, AnswerTheme } from './questions/answers/definition.ts';
export { decodeAnswersPage, readAnswersDefinition } from './questions/answers/pages.ts';
export type { AnswersResult, ThemeCount, WrittenAnswer } from './questions/answers/result.ts';
export type { BreakdownDefinition, BreakdownDefinitionInput } from './questions/breakdown/definition.ts';
export type {
  BreakdownAmount,
  BreakdownFigures,
  BreakdownResult,
  BreakdownRow,
  BreakdownSum,
} from './questions/breakdown/result.ts';
export type { CampaignsDefinition, CampaignsDefinitionInput } from './questions/campaigns/definition.ts';
export type { CampaignFigures, CampaignRow, CampaignSum, CampaignsResult } from './questions/campaigns/result.ts';
export type { CheckoutsDefinition, CheckoutsDefinitionInput } from './questions/checkouts/definition.ts';
export type {
  Checkout,
  CheckoutFieldFigures,
  CheckoutFigures,
  CheckoutGroup,
  CheckoutReason,
  CheckoutState,
  CheckoutStepFigures,
  CheckoutsResult,
} from './questions/checkouts/result.ts';
export type { EngagementDefinition, EngagementDefinitionInput } from './questions/engagement/definition.ts';
export type { EngagementName, EngagementUnit } from './questions/engagement/figures.ts';
export type { EngagementFigure, EngagementResult, EngagementValue } from './questions/engagement/result.ts';
export type { ErrorsDefinition, ErrorsDefinitionInput } from './questions/errors/definition.ts';
export type { ErrorsResult, Fault } from './questions/errors/result.ts';
export type { ExperimentDefinition, ExperimentDefinitionInput } from './questions/experiment/definition.ts';
export { experimentDefinition } from './questions/experiment/definition.ts';
export { type MetricDefinition, type MetricType, metricSchema } from './questions/experiment/metrics.ts';
export type {
  Effect,
  ExperimentGroup,
  ExperimentHealth,
  ExperimentResult,
  ExperimentVerdict,
  MetricFigures,
  MismatchCause,
  NoveltyDay,
  VariantFigures,
  Verdict,
  VerdictCode,
} from './questions/experiment/result.ts';
export type { FormsDefinition, FormsDefinitionInput } from './questions/forms/definition.ts';
export type { FormFieldFigures, FormFigures, FormGroup, FormsResult } from './questions/forms/result.ts';
export type { FunnelDefinition, FunnelDefinitionInput } from './questions/funnel/definition.ts';
export type {
  FunnelBucket,
  FunnelCustomers,
  FunnelDriver,
  FunnelDurations,
  FunnelFigures,
  FunnelGroup,
  FunnelNext,
  FunnelOutcomes,
  FunnelResult,
  FunnelShare,
  FunnelStepFigures,
} from './questions/funnel/result.ts';
export type { HeatmapDefinition, HeatmapDefinitionInput } from './questions/heatmap/definition.ts';
export type {
  ClickFigures,
  HeatmapCell,
  HeatmapElement,
  HeatmapEngagement,
  HeatmapFigures,
  HeatmapGrid,
  HeatmapResult,
} from './questions/heatmap/result.ts';
export { questions } from './questions/index.ts';
export type { InspectionsDefinition, InspectionsDefinitionInput } from './questions/inspections/definition.ts';
export type {
  Dwell,
  FeatureFigures,
  FeatureRow,
  GroupConversion,
  InspectionEffect,
  InspectionsResult,
} from './questions/inspections/result.ts';
export type { LiveDefinition, LiveDefinitionInput } from './questions/live/definition.ts';
export type { LiveMinute, LivePage, LiveResult, LiveVisitor } from './questions/live/result.ts';
export type { PathsDefinition, PathsDefinitionInput } from './questions/paths/definition.ts';
export type { PathCount, PathLink, PathNode, PathsResult } from './questions/paths/result.ts';
export type { RetentionDefinition, RetentionDefinitionInput } from './questions/retention/definition.ts';
export type {
  RetentionCell,
  RetentionCohort,
  RetentionFigures,
  RetentionGroup,
  RetentionResult,
  RetentionTotal,
} from './questions/retention/result.ts';
export type { SegmentDefinition, SegmentDefinitionInput } from './questions/segment/definition.ts';
export type { SegmentResult } from './questions/segment/result.ts';
export type {
  SegmentOverlapDefinition,
  SegmentOverlapDefinitionInput,
} from './questions/segment-overlap/definition.ts';
export type { OverlapCount, SegmentCombination, SegmentOverlapResult } from './questions/segment-overlap/result.ts';
export type {
  SegmentProfileDefinition,
  SegmentProfileDefinitionInput,
} from './questions/segment-profile/definition.ts';
export type { ProfileValue, SegmentProfileResult } from './questions/segment-profile/result.ts';
export type { SegmentSizeDefinition, SegmentSizeDefinitionInput } from './questions/segment-size/definition.ts';
export type { SegmentSize, SegmentSizeResult } from './questions/segment-size/result.ts';
export type { SurveyDefinition, SurveyDefinitionInput } from './questions/survey/definition.ts';
export type {
  ChoiceCount,
  QuestionFigures,
  SurveyCount,
  SurveyFigures,
  SurveyPart,
  SurveyQuestionFigures,
  SurveyResult,
  SurveyScore,
} from './questions/survey/result.ts';
export type { TrendDefinition, TrendDefinitionInput, TrendFormula, TrendSeries } from './questions/trend/definition.ts';
export type {
  FormulaLine,
  FormulaValues,
  TrendBuckets,
  TrendLine,
  TrendResult,
  TrendValues,
} from './questions/trend/result.ts';
export type { VisitorDefinition, VisitorDefinitionInput } from './questions/visitor/definition.ts';
export type { TimelineEvent, VisitorResult } from './questions/visitor/result.ts';
export type { VitalsDefinition, VitalsDefinitionInput } from './questions/vitals/definition.ts';
export type { VitalMetric } from './questions/vitals/metrics.ts';
export type { VitalFigures, VitalsGroup, VitalsResult } from './questions/vitals/result.ts';
export { compileSegmentMembers, decodeSegmentMembers } from './segment-members.ts';
export type { Interval } from './time/buckets.ts';
export { type CalendarUnit, startOf, type WeekStart, weekStartSchema } from './time/calendar.ts';
export type { Duration } from './time/duration.ts';
export type { Range, Span } from './time/range.ts';
