import { MAX_LIVE_SURVEYS, type Survey } from '@telltale/protocol';
import { Refusal } from '../lib/refusal.ts';
import type { Site } from '../sites/site.ts';
import type { SiteRegistry } from '../sites/site-registry.ts';
import { type KeptSurvey, type KeptSurveys, type SurveyState, wordingOf } from './kept-surveys.ts';

/** What somebody changes about a survey. */
export interface SurveyChange {
  /** All of it, its id aside; its version is found here. */
  survey?: Omit<Survey, 'id' | 'version'> | undefined;
  state?: SurveyState | undefined;
  author: string;
  /** The revision that was read before the change. */
  revision: number;
  endedBy?: NonNullable<KeptSurvey['endedBy']>;
}

/** A site's surveys, and those of them that its tag shows. */
export interface Surveys {
  /** In the order of their ids. @throws StoreError */
  list(site: Site): Promise<KeptSurvey[]>;
  /** The versions that visitors saw or will see, the latest first, each as it was last. @throws StoreError */
  versions(site: Site, id: string): Promise<KeptSurvey[]>;
  /** Keeps a draft. @throws StoreError */
  create(site: Site, survey: Survey, author: string): Promise<KeptSurvey>;
  /** @throws StoreError `conflict`, Refusal where the state cannot follow the one before, or too many are live */
  change(site: Site, before: KeptSurvey, change: SurveyChange): Promise<KeptSurvey>;
  /** Makes the site's tag show what is live, and nothing else: a collector may have stopped between the one and the other. @throws StoreError */
  settle(site: Site): Promise<void>;
  /** @throws StoreError */
  remove(site: Site, survey: KeptSurvey, author: string): Promise<void>;
}

export interface SurveysOptions {
  kept: KeptSurveys;
  sites: SiteRegistry;
  nowMs: () => number;
}

/** What each state may become. */
const next: Readonly<Record<SurveyState, readonly SurveyState[]>> = {
  draft: ['live', 'archived'],
  live: ['ended'],
  ended: ['live', 'archived'],
  archived: ['ended'],
};

const AUTHOR = 'settings';

/** A survey that the tag shows and that was never written down: it came with the settings of a site, as the demo's does. */
const cameWithSite = (survey: Survey, { createdAt }: Site): KeptSurvey => ({
  id: survey.id,
  state: 'live',
  survey,
  liveAt: createdAt,
  endedAt: null,
  endedBy: null,
  revision: 0,
  changedBy: AUTHOR,
  changedAt: createdAt,
});

const stateAfter = (before: KeptSurvey, wanted: SurveyState | undefined): SurveyState => {
  if (wanted === undefined || wanted === before.state) return before.state;
  if (next[before.state].includes(wanted)) return wanted;
  throw new Refusal(
    409,
    'unfit_state',
    `A survey that is ${before.state} cannot become ${wanted}, but ${next[before.state].join(' or ')}.`,
    { path: 'state', known: next[before.state] },
  );
};

/**
 * Keeps surveys as documents. The live ones stand in the site as well, where the tag's maker finds them, also while the store is away;
 * other collectors know them as soon as they know the site.
 */
export const createSurveys = ({ kept, sites, nowMs }: SurveysOptions): Surveys => {
  const list = async (site: Site): Promise<KeptSurvey[]> => {
    const written = await kept.list(site.id);
    const known = new Set(written.map(({ id }) => id));
    const others = site.surveys.filter(({ id }) => !known.has(id)).map((survey) => cameWithSite(survey, site));
    return [...written, ...others].sort((a, b) => (a.id < b.id ? -1 : 1));
  };

  const publish = async (site: Site, { id, state, survey }: KeptSurvey, author: string): Promise<void> => {
    const isLive = state === 'live';
    const shown = site.surveys.find((one) => one.id === id);
    if (!isLive && !shown) return;
    if (isLive && JSON.stringify(shown) === JSON.stringify(survey)) return;
    const change = (latest: Site): Site => {
      const others = latest.surveys.filter((one) => one.id !== id);
      return { ...latest, surveys: isLive ? [...others, survey] : others };
    };
    await sites.change(site.id, change, author);
  };

  const writeDown = (site: Site, { survey, state, liveAt, endedAt, endedBy, changedBy, revision }: KeptSurvey) =>
    kept.write({
      siteId: site.id,
      author: changedBy,
      expectedRevision: revision,
      survey,
      state,
      liveAt,
      endedAt,
      endedBy,
    });

  return {
    list,
    versions: async (site, id) => {
      const told = await kept.history(site.id, id);
      const came = site.surveys.filter((survey) => survey.id === id).map((survey) => cameWithSite(survey, site));
      const seen = new Set<number>();
      return [...told, ...came].filter(({ survey }) => {
        const isFirst = !seen.has(survey.version);
        seen.add(survey.version);
        return isFirst;
      });
    },
    create: (site, survey, author) =>
      kept.write({
        siteId: site.id,
        author,
        expectedRevision: 0,
        survey,
        state: 'draft',
        liveAt: null,
        endedAt: null,
        endedBy: null,
      }),
    change: async (site, before, { survey, state, author, revision, endedBy = 'person' }) => {
      // What came with the site and was written down since is another one by now; the store compares all other revisions.
      if (revision === 0 && before.revision > 0)
        throw new Refusal(
          409,
          'conflict',
          `Survey "${before.id}" was changed meanwhile: read it again and make your change to revision ${before.revision}.`,
          { path: 'revision' },
        );
      const after = stateAfter(before, state);
      const { id, version } = before.survey;
      const written: Survey = { ...(survey ?? before.survey), id, version };
      // Until visitors saw it there is nothing to tell apart.
      const isReworded = before.liveAt !== null && wordingOf(written) !== wordingOf(before.survey);
      if (isReworded) written.version = version + 1;
      if (after === 'live' && before.state !== 'live' && site.surveys.length >= MAX_LIVE_SURVEYS)
        throw new Refusal(
          409,
          'too_many_surveys',
          `${MAX_LIVE_SURVEYS} surveys of the site are live: end one before you show another.`,
        );
      const isOver = after === 'ended' || after === 'archived';
      // What came with the site is written down before its first change: its answers need the words that they were given to.
      const cameAs = before.revision === 0 && revision === 0 ? await writeDown(site, before) : undefined;
      const result = await kept.write({
        siteId: site.id,
        author,
        expectedRevision: cameAs?.revision ?? revision,
        survey: written,
        state: after,
        liveAt: after === 'live' ? (before.liveAt ?? nowMs()) : before.liveAt,
        endedAt: after === 'live' ? null : isOver && before.state === 'live' ? nowMs() : before.endedAt,
        endedBy: after === 'live' ? null : isOver && before.state === 'live' ? endedBy : before.endedBy,
      });
      await publish(site, result, author);
      return result;
    },
    settle: async (site) => {
      for (const survey of await kept.list(site.id)) await publish(sites.byId(site.id) ?? site, survey, AUTHOR);
    },
    remove: (site, { id }, author) => kept.remove({ siteId: site.id, id, author }),
  };
};
