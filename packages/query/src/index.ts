export { type AskedQuestion, ask, type QuestionKind, questionSchemas, type ResultOf } from './ask.ts';
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
export type { EventReference, Filter, PropertyFilter, VisitorCondition } from './filter/definition.ts';
export { type OperatorName, operatorNames } from './filter/operators.ts';
export type { People } from './people.ts';
export {
  type CompiledQuery,
  type Question,
  type QuestionContext,
  QuestionError,
  type Row,
} from './question.ts';
export type { FunnelDefinition, FunnelDefinitionInput } from './questions/funnel/definition.ts';
export type {
  FunnelFigures,
  FunnelGroup,
  FunnelResult,
  FunnelStepFigures,
} from './questions/funnel/result.ts';
export { questions } from './questions/index.ts';
export type { SegmentDefinition, SegmentDefinitionInput } from './questions/segment/definition.ts';
export type { SegmentResult } from './questions/segment/result.ts';
export type { TrendDefinition, TrendDefinitionInput, TrendSeries } from './questions/trend/definition.ts';
export type { TrendBuckets, TrendLine, TrendResult, TrendValues } from './questions/trend/result.ts';
export { type CalendarUnit, startOf, type WeekStart } from './time/calendar.ts';
export type { Duration } from './time/duration.ts';
export type { Range, Span } from './time/range.ts';
