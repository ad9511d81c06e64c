import type { Logger } from 'pino';
import type { Audit } from '../audit/audit.ts';
import type { Site } from '../sites/site.ts';
import type { KeptSurvey } from './kept-surveys.ts';
import type { Surveys } from './surveys.ts';

export interface EndSurveysOptions {
  sites: () => readonly Site[];
  surveys: Pick<Surveys, 'list' | 'change' | 'settle'>;
  /** How many visitors have completed a survey. @throws StoreError */
  completedBy: (site: Site, surveyId: string) => Promise<number>;
  /** Whether the store was reached. */
  isReady: () => boolean;
  audit: Pick<Audit, 'byCollector'>;
  log: Logger;
  nowMs: () => number;
  /** Default: 20 s. */
  lookEveryMs?: number | undefined;
}

const LOOK_EVERY_MS = 20_000;
const AUTHOR = 'collector';

/** Ends live surveys that enough visitors have completed, and those whose last moment has come. */
export const startEndingSurveys = ({
  sites,
  surveys,
  completedBy,
  isReady,
  audit,
  log,
  nowMs,
  lookEveryMs = LOOK_EVERY_MS,
}: EndSurveysOptions) => {
  const reasonToEnd = async (site: Site, { survey }: KeptSurvey): Promise<'answers' | 'date' | undefined> => {
    if (survey.endsAt !== null && survey.endsAt <= nowMs()) return 'date';
    const { stopAfterAnswers } = survey;
    if (stopAfterAnswers === null) return undefined;
    return (await completedBy(site, survey.id)) >= stopAfterAnswers ? 'answers' : undefined;
  };

  const lookAt = async (site: Site) => {
    const bounded = site.surveys.filter(({ endsAt, stopAfterAnswers }) => endsAt !== null || stopAfterAnswers !== null);
    if (bounded.length === 0) return;
    for (const survey of await surveys.list(site)) {
      if (survey.state !== 'live' || !bounded.some(({ id }) => id === survey.id)) continue;
      const endedBy = await reasonToEnd(site, survey);
      if (!endedBy) continue;
      await surveys.change(site, survey, { state: 'ended', endedBy, revision: survey.revision, author: AUTHOR });
      await audit.byCollector({ action: `survey.end_by_${endedBy}`, siteId: site.id, object: survey.id });
    }
  };

  /** The sites whose tags were looked after since this collector started. */
  const settled = new Set<string>();
  let looking: Promise<void> | undefined;
  /** Looks at all sites; one that fails does not keep the others waiting. */
  const look = (): Promise<void> => {
    const lookAtAll = async () => {
      if (!isReady()) return;
      for (const site of sites()) {
        const settle = async () => {
          if (!settled.has(site.id)) await surveys.settle(site);
          settled.add(site.id);
          await lookAt(site);
        };
        await settle().catch((err: unknown) => log.warn({ err, siteId: site.id }, 'surveys could not be ended'));
      }
    };
    looking ??= lookAtAll().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  const timer = setInterval(() => void look(), lookEveryMs).unref();
  return {
    look,
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
};
