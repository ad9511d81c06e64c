import { computed, signal } from '@preact/signals';
import { api } from '../api/client.ts';
import { accepted, readJson } from '../api/problem.ts';
import { noteSite } from './session.ts';
import { site } from './site.ts';

const route = api.sites[':site'].surveys;
const readyRoute = api.sites[':site']['ready-surveys'];
const themesRoute = api.sites[':site']['answer-themes'];
const previewRoute = api.sites[':site']['survey-previews'];

const fetchSurveys = async (siteId: string) => (await readJson(route.$get({ param: { site: siteId } }))).surveys;
const fetchReady = async (siteId: string) => (await readJson(readyRoute.$get({ param: { site: siteId } }))).surveys;
const fetchThemes = (siteId: string) => readJson(themesRoute.$get({ param: { site: siteId } }));
const fetchVersions = async (siteId: string, survey: string) =>
  (await readJson(route[':survey'].$get({ param: { site: siteId, survey } }))).versions;

/** A survey as it is kept. */
export type KeptSurvey = Awaited<ReturnType<typeof fetchSurveys>>[number];
/** What a survey asks, says and obeys, its id and version aside. */
export type WrittenSurvey = Omit<KeptSurvey['survey'], 'id' | 'version'>;
/** A question of a survey. */
export type SurveyQuestion = WrittenSurvey['questions'][number];
/** A text by language. */
export type Localized = WrittenSurvey['thanks'];
/** A survey that is written already. */
export type ReadySurvey = Awaited<ReturnType<typeof fetchReady>>[number];
/** The site's themes of answers. */
export type KeptThemes = Awaited<ReturnType<typeof fetchThemes>>;
/** A theme of answers. */
export type NamedTheme = KeptThemes['themes'][number];
/** What a survey can be. */
export type SurveyState = KeptSurvey['state'];

const loaded = signal<{ siteId: string; surveys: readonly KeptSurvey[] } | undefined>(undefined);

const siteId = computed(() => site.value?.id ?? '');

const order: readonly SurveyState[] = ['live', 'draft', 'ended', 'archived'];

/** The site's surveys, the live ones first; undefined until they were loaded. */
export const surveys = computed(() =>
  loaded.value?.siteId === siteId.value
    ? [...loaded.value.surveys].sort(
        (one, other) =>
          order.indexOf(one.state) - order.indexOf(other.state) || one.survey.title.localeCompare(other.survey.title),
      )
    : undefined,
);

/** Whether whoever looks may make and change surveys. */
export const mayWriteSurveys = computed(() => site.value?.scopes.includes('sites:write') ?? false);

/** Reads the site's surveys. @throws ApiProblem */
export const loadSurveys = async (): Promise<void> => {
  const asked = siteId.value;
  const found = await fetchSurveys(asked);
  loaded.value = { siteId: asked, surveys: found };
};

/** Changes for how many days whoever saw a survey sees no other. @throws ApiProblem when it is refused */
export const saveSurveyCap = async (surveyCapDays: number): Promise<void> =>
  noteSite(await readJson(api.sites[':site'].$patch({ param: { site: siteId.value }, json: { surveyCapDays } })));

/** Keeps a survey as a draft. @throws ApiProblem */
export const createSurvey = async (
  id: string,
  survey: WrittenSurvey | ReadySurvey['survey'],
  title: string,
): Promise<void> => {
  const asked = siteId.value;
  await readJson(route.$post({ param: { site: asked }, json: { ...survey, title, id } }));
  await loadSurveys();
};

/** Changes a survey or its state. @throws ApiProblem when it is refused, also because somebody else changed it since */
export const changeSurvey = async (
  { id, revision }: KeptSurvey,
  change: { survey?: WrittenSurvey; state?: SurveyState },
): Promise<void> => {
  await readJson(route[':survey'].$patch({ param: { site: siteId.value, survey: id }, json: { ...change, revision } }));
  await loadSurveys();
};

/** Removes a survey that nobody has seen. @throws ApiProblem */
export const removeSurvey = async ({ id }: KeptSurvey): Promise<void> => {
  await accepted(route[':survey'].$delete({ param: { site: siteId.value, survey: id } }));
  await loadSurveys();
};

/** The versions of a survey that visitors saw, the latest first. @throws ApiProblem */
export const surveyVersions = (id: string): Promise<KeptSurvey[]> => fetchVersions(siteId.value, id);

/** The surveys that are written already. @throws ApiProblem */
export const readySurveys = (): Promise<readonly ReadySurvey[]> => fetchReady(siteId.value);

/** The site's themes of answers. @throws ApiProblem */
export const answerThemes = (): Promise<KeptThemes> => fetchThemes(siteId.value);

/** Changes the site's themes. @throws ApiProblem when it is refused, also because somebody else changed them since */
export const changeThemes = (themes: NamedTheme[], revision: number): Promise<KeptThemes> =>
  readJson(themesRoute.$patch({ param: { site: siteId.value }, json: { themes, revision } }));

/** The form in which a survey would travel in the tag. @throws ApiProblem naming what is wrong with it */
export const previewOf = async (id: string, survey: WrittenSurvey) =>
  (await readJson(previewRoute.$post({ param: { site: siteId.value }, json: { ...survey, id } }))).survey;
