import type {
  AnswersDefinitionInput,
  BreakdownDefinitionInput,
  CampaignsDefinitionInput,
  CheckoutsDefinitionInput,
  EngagementDefinitionInput,
  ErrorsDefinitionInput,
  ExperimentDefinitionInput,
  FormsDefinitionInput,
  FunnelDefinitionInput,
  HeatmapDefinitionInput,
  InspectionsDefinitionInput,
  PathsDefinitionInput,
  QuestionKind,
  ResultOf,
  RetentionDefinitionInput,
  SegmentDefinitionInput,
  SegmentOverlapDefinitionInput,
  SegmentProfileDefinitionInput,
  SegmentSizeDefinitionInput,
  SurveyDefinitionInput,
  TrendDefinitionInput,
  VisitorDefinitionInput,
  VitalsDefinitionInput,
} from '@telltale/query';
import { api } from './client.ts';
import { readJson } from './problem.ts';

/** Every kind of question that a panel asks, with its definition as it may be written: a new one is a line here. */
export interface Definitions {
  trend: TrendDefinitionInput;
  breakdown: BreakdownDefinitionInput;
  funnel: FunnelDefinitionInput;
  segment: SegmentDefinitionInput;
  segment_size: SegmentSizeDefinitionInput;
  segment_overlap: SegmentOverlapDefinitionInput;
  segment_profile: SegmentProfileDefinitionInput;
  retention: RetentionDefinitionInput;
  paths: PathsDefinitionInput;
  heatmap: HeatmapDefinitionInput;
  inspections: InspectionsDefinitionInput;
  engagement: EngagementDefinitionInput;
  campaigns: CampaignsDefinitionInput;
  checkouts: CheckoutsDefinitionInput;
  forms: FormsDefinitionInput;
  visitor: VisitorDefinitionInput;
  vitals: VitalsDefinitionInput;
  errors: ErrorsDefinitionInput;
  survey: SurveyDefinitionInput;
  answers: AnswersDefinitionInput;
  experiment: ExperimentDefinitionInput;
}

/** The kinds of questions that panels ask. */
export type AskedKind = keyof Definitions & QuestionKind;

/** What a question was answered, and what that took. */
export interface Answered<Kind extends AskedKind> {
  result: ResultOf<Kind>;
  /** Epoch ms. */
  answeredAt: number;
  /** Segments that it rests on whose members are those of an earlier moment (`takenAt`, epoch ms). */
  snapshots: { segment: string; takenAt: number; members: number }[];
  statistics: { rowsRead: number; elapsedMs: number };
}

const route = api.sites[':site'].questions[':kind'];

/** Where a question is posted to. */
export const questionUrl = (siteId: string, kind: QuestionKind): string =>
  route.$url({ param: { site: siteId, kind } }).href;

/** Asks a question. @throws ApiProblem when it is refused; an AbortError when the signal cancels it */
export const ask = async <Kind extends AskedKind>(
  siteId: string,
  kind: Kind,
  { definition, signal }: { definition: Definitions[Kind]; signal: AbortSignal },
): Promise<Answered<Kind>> => {
  const answered: unknown = await readJson(
    route.$post({ param: { site: siteId, kind }, json: { ...definition } }, { init: { signal } }),
  );
  // The route serves every kind; which result belongs to which kind is what `ResultOf` says.
  return answered as Answered<Kind>;
};
