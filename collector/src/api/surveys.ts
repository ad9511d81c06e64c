import { type Survey, surveyForTag, surveySchema, type TagSurvey } from '@telltale/protocol';
import { readySurveys } from '@telltale/protocol/ready-surveys';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf } from '../access/principal.ts';
import { changesBetween } from '../audit/changes-between.ts';
import { readBySchema } from '../lib/read-by-schema.ts';
import { Refusal } from '../lib/refusal.ts';
import { checkSegment } from '../segments/check-segment.ts';
import type { Site } from '../sites/site.ts';
import { type KeptSurvey, surveyStates } from '../surveys/kept-surveys.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { siteOf } from './site-of.ts';

/** Archived ones included: more are not found again by anyone. */
const MOST_SURVEYS = 200;

const { id, version: _, ...written } = surveySchema.shape;

const newSurvey = z.strictObject({
  id: id.describe('Names the survey in events and questions; it never changes.'),
  ...written,
});

const change = z.strictObject({
  survey: z.strictObject(written).optional().describe('All of it: what is left out is at its default.'),
  state: z
    .enum(surveyStates)
    .optional()
    .describe(
      'From draft to live or archived, from live to ended, from ended to live or archived, from archived to ended.',
    ),
  revision: z.int().min(0).describe('The revision that was read before the change.'),
});

const surveyAnswer = z.object({
  id: z.string(),
  state: z.enum(surveyStates),
  survey: z
    .looseObject({ version: z.number() })
    .describe(
      'As it was written, everything decided. Its `version` grows with what visitors read, once they have seen it.',
    ),
  liveAt: z.number().nullable().describe('Epoch ms of when it was first live.'),
  endedAt: z.number().nullable().describe('Epoch ms.'),
  endedBy: z.enum(['person', 'answers', 'date']).nullable().describe('What ended it.'),
  revision: z.number().describe('1 for the first; every change makes the next.'),
  changedBy: z.string(),
  changedAt: z.number().describe('Epoch ms.'),
});

const localized = z.object({ en: z.string(), ar: z.string() });

/** What the description of the API says about this resource. */
export const surveyOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/sites/{site}/surveys',
    id: 'listSurveys',
    summary: "A site's surveys, drafts and archived ones included.",
    access: 'questions:read',
    answer: z.object({ surveys: z.array(surveyAnswer) }),
    status: 200,
  },
  {
    method: 'post',
    path: '/sites/{site}/surveys',
    id: 'createSurvey',
    summary: 'Keeps a survey as a draft. Nobody sees it until it is live.',
    access: 'sites:write',
    body: newSurvey,
    answer: surveyAnswer,
    status: 201,
  },
  {
    method: 'get',
    path: '/sites/{site}/surveys/{survey}',
    id: 'getSurvey',
    summary: 'One survey, with every version of it that visitors saw, each as it was last.',
    access: 'questions:read',
    answer: z.object({ survey: surveyAnswer, versions: z.array(surveyAnswer) }),
    status: 200,
  },
  {
    method: 'patch',
    path: '/sites/{site}/surveys/{survey}',
    id: 'changeSurvey',
    summary:
      'Changes a survey or its state. Once it has been live, other questions or words make another version; answers say which they were given to.',
    access: 'sites:write',
    body: change,
    answer: surveyAnswer,
    status: 200,
  },
  {
    method: 'delete',
    path: '/sites/{site}/surveys/{survey}',
    id: 'removeSurvey',
    summary: 'Removes a survey that was never live. What people answered needs its questions: archive the others.',
    access: 'sites:write',
    status: 204,
  },
  {
    method: 'post',
    path: '/sites/{site}/survey-previews',
    id: 'previewSurvey',
    summary: 'Checks a survey and tells the form in which it would travel in the tag. Nothing is kept.',
    access: 'questions:read',
    body: newSurvey,
    answer: z.object({ survey: z.looseObject({}).describe('What the widget `t-survey.js` shows.') }),
    status: 200,
  },
  {
    method: 'get',
    path: '/sites/{site}/ready-surveys',
    id: 'listReadySurveys',
    summary: 'Surveys that are written already, in English and Arabic, to begin with.',
    access: 'questions:read',
    answer: z.object({
      surveys: z.array(z.object({ id: z.string(), titles: localized, purposes: localized, survey: z.looseObject({}) })),
    }),
    status: 200,
  },
];

const unknownSurvey = (wanted: string, known: readonly KeptSurvey[]) =>
  new Refusal(404, 'unknown_survey', `This site has no survey "${wanted.slice(0, 60)}".`, {
    path: 'survey',
    known: known.map((survey) => survey.id),
  });

/** @throws Refusal where the parts of it do not fit each other, naming the first place */
const checked = (survey: unknown): Survey => {
  const { data, error } = readBySchema(surveySchema, survey);
  if (data) return data;
  const [issue] = error.issues;
  const path = (issue?.path ?? []).join('.');
  throw new Refusal(400, 'invalid_definition', `${path}: ${issue?.message ?? 'It is not valid.'}`, { path });
};

/** A site's surveys: list, read with versions, create, change, remove; and those that are written already. */
export const surveyRoutes = ({ sites, surveys, segments, audit }: ApiParts) => {
  const find = async (site: Site, wanted: string): Promise<KeptSurvey> => {
    const all = await surveys.list(site);
    const found = all.find((survey) => survey.id === wanted);
    if (!found) throw unknownSurvey(wanted, all);
    return found;
  };

  const check = (site: Site, { rules: { segment } }: Survey) =>
    checkSegment(segment, { segments, site, path: 'rules.segment' });

  return new Hono<ApiEnv>()
    .get('/sites/:site/ready-surveys', (c) => {
      siteOf(sites, c.var.principal, c.req.param('site'), 'questions:read');
      return c.json({ surveys: readySurveys });
    })
    .post('/sites/:site/survey-previews', jsonBody(newSurvey), (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'questions:read');
      const survey: TagSurvey = surveyForTag(checked({ ...c.req.valid('json'), version: 1 }), site);
      return c.json({ survey });
    })
    .get('/sites/:site/surveys', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'questions:read');
      return c.json({ surveys: await surveys.list(site) });
    })
    .post('/sites/:site/surveys', jsonBody(newSurvey), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const survey = checked({ ...c.req.valid('json'), version: 1 });
      await check(site, survey);
      const known = await surveys.list(site);
      if (known.some((one) => one.id === survey.id))
        throw new Refusal(409, 'survey_exists', `There is a survey "${survey.id}" already: choose another id.`, {
          path: 'id',
        });
      if (known.length >= MOST_SURVEYS)
        throw new Refusal(
          409,
          'too_many_surveys',
          `The site has ${MOST_SURVEYS} surveys: remove a draft before you make another.`,
        );
      const kept = await surveys.create(site, survey, authorOf(c.var.principal));
      await audit(c, { action: 'survey.create', siteId: site.id, object: survey.id });
      return c.json(kept, 201);
    })
    .get('/sites/:site/surveys/:survey', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'questions:read');
      const survey = await find(site, c.req.param('survey'));
      return c.json({ survey, versions: await surveys.versions(site, survey.id) });
    })
    .patch('/sites/:site/surveys/:survey', jsonBody(change), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const { survey: changed, state, revision } = c.req.valid('json');
      const before = await find(site, c.req.param('survey'));
      const { version } = before.survey;
      const survey = changed && checked({ ...changed, id: before.id, version });
      if (survey) await check(site, survey);
      const author = authorOf(c.var.principal);
      const kept = await surveys.change(site, before, { survey, state, revision, author });
      const changes = changesBetween({ ...before.survey, state: before.state }, { ...kept.survey, state: kept.state });
      await audit(c, { action: 'survey.change', siteId: site.id, object: before.id, changes });
      return c.json(kept);
    })
    .delete('/sites/:site/surveys/:survey', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const survey = await find(site, c.req.param('survey'));
      if (survey.liveAt !== null)
        throw new Refusal(
          409,
          'survey_was_live',
          `Visitors have seen "${survey.id}": archive it, so that its answers keep their questions.`,
          { path: 'survey' },
        );
      await surveys.remove(site, survey, authorOf(c.var.principal));
      await audit(c, { action: 'survey.remove', siteId: site.id, object: survey.id });
      return c.body(null, 204);
    });
};
