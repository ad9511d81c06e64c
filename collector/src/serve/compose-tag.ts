import {
  defaultRecording,
  type ExperimentConfig,
  type SiteConfig,
  surveyForTag,
  type TagSurvey,
} from '@telltale/protocol';
import { defaultSiteSettings, type SiteSettings } from '../sites/site.ts';
import { experimentParts } from './experiment-parts.ts';
import { surveyParts } from './survey-parts.ts';

/** What the tag of a site depends on; the surveys are those that are live. */
export type TagSettings = Omit<SiteSettings, 'name' | 'timeZone' | 'domains'> & {
  /** Those that run now. Default: none. */
  experiments?: readonly ExperimentConfig[];
};

export interface ComposeTagOptions {
  /** What the tag shows the collector to say whose events these are. */
  publicKey: string;
  /** Where batches go. Default: `/e`. */
  collectPath?: string;
}

/** Stands exactly once in the built tag. */
const PLACE = '__TELLTALE_CONFIG__';

/** Where the tag posts when nothing else is said. */
const DEFAULT_COLLECT_PATH = '/e';

/**
 * The built tag marks what not every site needs with who needs it, in a list: recorders, and settings that need code, by the
 * setting's name.
 */
const MARKED = /\/\*tt:([\w,-]+)\*\/(.*?)\/\*:tt\*\//gs;

/** What the dashboard opens over a page is about clicks and experiments. */
const hasOverlay = ({ recorders, experiments = [] }: TagSettings): boolean =>
  recorders.includes('click') || experiments.length > 0;

const isUsed = (name: string, settings: TagSettings): boolean => {
  const setting = settings[name as keyof TagSettings] as unknown;
  return (
    (settings.recorders as readonly string[]).includes(name) ||
    (name === 'overlay' && hasOverlay(settings)) ||
    setting === true ||
    ((Array.isArray(setting) || typeof setting === 'string') && setting.length > 0)
  );
};

/** What says itself whether it is on: its code is there. */
const { isQueuePersistent: _, ...told } = defaultRecording;

const travelling = ['isCookieless', 'surveyCapDays', ...Object.keys(told)] as (keyof TagSettings &
  keyof typeof defaultSiteSettings)[];

/** The settings that travel: those that are not at their default. */
const configOf = (
  settings: TagSettings,
  surveys: readonly TagSurvey[],
  { publicKey, collectPath = DEFAULT_COLLECT_PATH }: ComposeTagOptions,
) => {
  const { experiments = [] } = settings;
  const decided = travelling
    .filter((name) => JSON.stringify(settings[name]) !== JSON.stringify(defaultSiteSettings[name]))
    .map((name) => [name, settings[name]]);
  return {
    site: publicKey,
    // Relative to the tag's own address, so that a proxy may put both under a path of its own.
    ...(collectPath !== DEFAULT_COLLECT_PATH && { collectUrl: collectPath.slice(1) }),
    ...(surveys.length > 0 && { surveys: [...surveys] }),
    ...(experiments.length > 0 && { experiments: [...experiments] }),
    ...Object.fromEntries(decided),
  } satisfies SiteConfig;
};

/** JSON that may stand inside a script wherever it is put. */
const scriptJson = (value: unknown) =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

/** Cuts out what is not used and puts the settings in. */
const compose = (built: string, isKept: (part: string) => boolean, config: object): string =>
  built
    .replace(MARKED, (_, users: string, code: string) => (users.split(',').some(isKept) ? code : ''))
    .replace(PLACE, () => scriptJson(config));

/** Makes a site's tag out of the built one: without what the site does not use, with its settings inside. */
export const composeTag = (built: string, settings: TagSettings, options: ComposeTagOptions): string => {
  const surveys = settings.surveys.map((survey) => surveyForTag(survey, settings));
  const { experiments = [] } = settings;
  const parts = new Set([...surveyParts(surveys, experiments.length > 0), ...experimentParts(experiments)]);
  const isKept = (part: string) => isUsed(part, settings) || parts.has(part);
  return compose(built, isKept, configOf(settings, surveys, options));
};

/** Makes a site's script of experiments, which stands in the head, out of the built one: it knows who the visitor is and what runs. */
export const composeExperiments = (built: string, settings: TagSettings, options: ComposeTagOptions): string => {
  const { site, isCookieless, cookieDomain, linkedDomains, experiments }: SiteConfig = configOf(settings, [], options);
  const parts = experimentParts(settings.experiments ?? []);
  return compose(built, (part) => isUsed(part, settings) || parts.has(part), {
    site,
    isCookieless,
    cookieDomain,
    linkedDomains,
    experiments,
  });
};

/** Makes a script for whoever the site is: with everything that it can do, without settings. */
export const composeWholeTag = (built: string): string =>
  built.replace(MARKED, (_, _users, code: string) => code).replace(PLACE, '{}');
