import { contrastOf } from './contrast.ts';
import type { Localized } from './localized.ts';
import { defaultColours, type SurveyLook } from './look.ts';
import type { SurveyQuestion } from './question.ts';
import type { SurveyRepeat } from './rules.ts';
import { languagesOf, type Survey } from './survey.ts';
import type { TagSurvey } from './tag-survey.ts';
import type { SurveyTrigger } from './trigger.ts';
import { sayIn } from './words.ts';

const DAY_MS = 86_400_000;

type TagQuestion = TagSurvey['questions'][number];
type TagTrigger = TagSurvey['triggers'][number];

/** What the tag is told about features: those that the site's settings name by selector. */
export interface SurveyContext {
  features?: readonly { feature: string; selector: string }[];
}

/** Without what is undefined or false, which does not travel. */
const said = <Given extends object>(given: Given): Given =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== false)) as Given;

const isTrue = (value: boolean): true | undefined => (value ? true : undefined);

const pathsOf = (patterns: readonly string[]): string | undefined =>
  patterns.length === 0
    ? undefined
    : `^(?:${patterns
        .map((pattern) =>
          pattern
            .split('*')
            .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
            .join('.*'),
        )
        .join('|')})$`;

const ofKind = (
  question: SurveyQuestion,
  languages: readonly string[],
  other: Localized | undefined,
): Partial<TagQuestion> => {
  const say = (choose: Parameters<typeof sayIn>[1]) => sayIn(languages, choose);
  switch (question.kind) {
    case 'nps':
    case 'ces': {
      const { kind, low, high } = question;
      return { low: low ?? say((saying) => saying.low[kind]), high: high ?? say((saying) => saying.high[kind]) };
    }
    case 'csat':
      return {
        labels: question.labels ?? [0, 1, 2, 3, 4].map((at) => say(({ csat }) => csat[at] ?? '')),
        ...(question.hasFaces && { shape: 'faces' }),
      };
    case 'rating':
      return {
        low: question.low,
        high: question.high,
        highest: question.highest,
        ...(question.shape === 'stars' && { shape: 'stars' }),
      };
    case 'choice':
      return {
        options: question.options,
        isMultiple: isTrue(question.isMultiple),
        ...(question.hasOther && {
          other: other ?? say((saying) => saying.other),
          isUnmasked: isTrue(!question.isMasked),
        }),
      };
    case 'text':
      return { isUnmasked: isTrue(!question.isMasked) };
  }
};

const questionOf = (
  question: SurveyQuestion,
  languages: readonly string[],
  other: Localized | undefined,
): TagQuestion => {
  const { id, kind, text, showIf, isOptional } = question;
  return said({
    id,
    kind,
    text,
    if:
      showIf &&
      said({ question: showIf.question, from: showIf.scoreFrom, to: showIf.scoreTo, choices: showIf.choices }),
    isOptional: isTrue(isOptional),
    ...ofKind(question, languages, other),
  });
};

const triggerOf = (trigger: SurveyTrigger, { features = [] }: SurveyContext): TagTrigger => {
  switch (trigger.on) {
    case 'time':
      return { on: 'time', ms: trigger.seconds * 1000 };
    case 'exit':
      return { on: 'exit', idleMs: trigger.idleSeconds * 1000 };
    case 'event': {
      const { on, kind, filters } = trigger;
      return { on, kind, ...(filters.length > 0 && { filters }) };
    }
    case 'rage_click':
      return {
        on: 'rage_click',
        kind: 'click',
        filters: [{ property: 'reaction', operator: 'is', values: ['rage'] }],
      };
    case 'feature': {
      const { on, feature } = trigger;
      const named = features.filter((rule) => rule.feature === feature).map(({ selector }) => selector);
      return { on, feature, selector: [`[data-tt-feature=${JSON.stringify(feature)}]`, ...named].join() };
    }
    case 'checkout_left':
    case 'checkout_return':
      return { on: trigger.on, cutoffMs: trigger.cutoffMinutes * 60_000 };
    default:
      return trigger;
  }
};

/** Black or white, whichever can be read better on a colour. */
const onColour = (colour: string): string =>
  contrastOf(colour, '#ffffff') >= contrastOf(colour, '#000000') ? '#ffffff' : '#000000';

const coloursOf = ({ colours }: SurveyLook): string | undefined => {
  if (!colours.light && !colours.dark) return undefined;
  return (['light', 'dark'] as const)
    .map((scheme) => {
      const { background, text, accent } = colours[scheme] ?? defaultColours[scheme];
      const [letter] = scheme;
      return `--b-${letter}:${background};--t-${letter}:${text};--a-${letter}:${accent};--o-${letter}:${onColour(accent)}`;
    })
    .join(';');
};

const repeatOf = (repeat: SurveyRepeat): Pick<TagSurvey, 'times' | 'againMs'> => {
  if (repeat.rule === 'once') return { times: 1 };
  return repeat.rule === 'every' ? { againMs: repeat.days * DAY_MS } : { times: repeat.times };
};

const some = <Item>(items: readonly Item[]): Item[] | undefined => (items.length > 0 ? [...items] : undefined);

/** Derives what travels in the tag from a survey: smaller, its rules worked out as far as they can be, the widget's words chosen. */
export const surveyForTag = (survey: Survey, context: SurveyContext = {}): TagSurvey => {
  const { id, version, questions, thanks, words, look, rules, priority, repeat, snoozeDays, startsAt, endsAt } = survey;
  const languages = languagesOf(survey);
  const word = (name: 'send' | 'next' | 'skip' | 'dismiss' | 'progress') => ({
    ...sayIn(languages, (saying) => saying[name]),
    ...words[name],
  });
  const other = words.other && { ...sayIn(languages, (saying) => saying.other), ...words.other };
  return said({
    id,
    version,
    questions: questions.map((question) => questionOf(question, languages, other)),
    thanks,
    words: {
      send: word('send'),
      next: word('next'),
      skip: word('skip'),
      dismiss: word('dismiss'),
      progress: word('progress'),
    },
    triggers: rules.triggers.map((trigger) => triggerOf(trigger, context)),
    delayMs: rules.delaySeconds * 1000 || undefined,
    place: look.place === 'corner' ? undefined : look.place,
    isAtStart: isTrue(look.side === 'start'),
    selector: look.place === 'inline' ? look.selector : undefined,
    tabLabel: look.place === 'tab' ? look.tabLabel : undefined,
    theme: look.theme === 'system' ? undefined : look.theme,
    colours: coloursOf(look),
    pages: pathsOf(rules.pages),
    exceptPages: pathsOf(rules.exceptPages),
    languages: some(rules.languages),
    devices: some(rules.devices),
    visitors: rules.visitors === 'all' ? undefined : rules.visitors,
    shareRatio: rules.shareRatio < 1 ? rules.shareRatio : undefined,
    hasSegment: isTrue(rules.segment !== null),
    dates: startsAt !== null || endsAt !== null ? [startsAt ?? 0, endsAt ?? 0] : undefined,
    priority,
    ...repeatOf(repeat),
    snoozeMs: snoozeDays * DAY_MS,
  });
};
