import type { QuestionContext } from '@telltale/query';
import type { Documents } from '@telltale/store';
import type { Logger } from 'pino';
import { answerQuestion } from '../api/answer-question.ts';
import { questionContext } from '../api/question-context.ts';
import type { Audit } from '../audit/audit.ts';
import type { Evaluator } from '../evaluation/evaluator.ts';
import type { SavedSegments } from '../segments/saved-segments.ts';
import type { Site } from '../sites/site.ts';
import type { SiteCatalogs } from '../sites/site-catalog.ts';
import type { SiteRegistry } from '../sites/site-registry.ts';
import type { StoreLink } from '../store-link.ts';
import { startEndingSurveys } from './end-surveys.ts';
import { createKeptSurveys } from './kept-surveys.ts';
import { createMemberships, type Memberships } from './memberships.ts';
import { createSegmentMembers, type SegmentMembers } from './segment-members.ts';
import { createSegmentsNow, type SegmentsNow } from './segments-now.ts';
import { createSurveys, type Surveys } from './surveys.ts';
import { createThemes, type Themes } from './themes.ts';

export interface OpenSurveysOptions {
  sites: SiteRegistry;
  catalogs: SiteCatalogs;
  segments: SavedSegments;
  storeLink: StoreLink;
  evaluator: Evaluator;
  /** @throws Refusal while the store cannot be reached. */
  documents: () => Documents;
  audit: Audit;
  log: Logger;
  nowMs: () => number;
  lookEveryMs?: number | undefined;
}

/** What the collector has of surveys. */
export interface OpenedSurveys {
  surveys: Surveys;
  themes: Themes;
  memberships: Memberships;
  segmentsNow: SegmentsNow;
  /** Surveys are not alone in asking who is in a segment. */
  segmentMembers: SegmentMembers;
  stop(): Promise<void>;
}

/** No survey is older. */
const FIRST_MS = Date.UTC(2020, 0);

/** Assembles surveys: their documents, their themes, who may see them, and what ends them. */
export const openSurveys = (options: OpenSurveysOptions): OpenedSurveys => {
  const { sites, storeLink, evaluator, documents, audit, log, nowMs, lookEveryMs } = options;
  const surveys = createSurveys({ kept: createKeptSurveys(documents), sites, nowMs });
  const contextOf = (site: Site, definition: unknown): Promise<QuestionContext> =>
    questionContext(options, site, definition);

  const completedBy = async (site: Site, survey: string): Promise<number> => {
    const definition = { survey, range: { startAt: FIRST_MS, endAt: nowMs() + 1 }, interval: 'month' };
    const context = await contextOf(site, definition);
    const asked = { kind: 'survey', definition, context };
    const { result } = await answerQuestion({ store: storeLink.required(), evaluator }, asked, {});
    return 'versions' in result ? result.total.completed.visitors : 0;
  };

  const members = createSegmentMembers({ store: storeLink.required, contextOf, nowMs });
  const segmentsNow = createSegmentsNow({ segments: options.segments, members, nowMs });
  const ending = startEndingSurveys({
    sites: sites.all,
    surveys,
    completedBy,
    isReady: () => storeLink.current() !== undefined,
    audit,
    log,
    nowMs,
    lookEveryMs,
  });
  return {
    surveys,
    themes: createThemes(documents),
    memberships: createMemberships({ members, segmentsNow, nowMs }),
    segmentsNow,
    segmentMembers: members,
    stop: ending.stop,
  };
};
