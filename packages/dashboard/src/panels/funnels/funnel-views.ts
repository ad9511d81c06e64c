import type { FunnelDefinitionInput } from '@telltale/query';
import type { ComponentChildren } from 'preact';
import { kinds } from '../../state/catalog.ts';
import { ownChoice, ownValues } from '../../state/own.ts';
import { type DayRange, intervalOf } from '../../state/range.ts';
import { type FunnelDraft, neededSteps } from './funnel-draft.ts';

/** What is told of a funnel below its outcomes. */
export const funnelViews = ['steps', 'time', 'trend', 'next', 'drivers'] as const;

/** What is told of a funnel below its outcomes. */
export type FunnelView = (typeof funnelViews)[number];

/** What stands below a view: its table and file, and what the question took. */
export type FootOf = (parts: ComponentChildren) => ComponentChildren;

/** The one that the address names. */
export const chosenView = (): FunnelView => ownChoice('view', funnelViews, 'steps');

/** A whole number among the panel's own values in the address. */
const ownNumber = (name: string): number | undefined => {
  const value = ownValues()[name];
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
};

/** After which step, counted from 1, it is told what those did next who dropped there: a needed one, not the last. */
export const chosenNextStep = (draft: FunnelDraft): number => {
  const possible = neededSteps(draft).slice(0, -1);
  return possible.find((step) => step === ownNumber('nextStep')) ?? possible[0] ?? 1;
};

/** The step, counted from 1, whose time from the one before it is shown; 0 for the whole way. */
export const chosenTimedStep = ({ steps }: FunnelDraft): number => {
  const step = ownNumber('timed') ?? 0;
  return step > 1 && step <= steps.length ? step : 0;
};

/** How the days can be cut to tell the conversion over time. */
export const funnelIntervals = ['hour', 'day', 'week', 'month'] as const;

/** How the days are cut to tell the conversion over time. */
export const chosenInterval = (range: DayRange) => ownChoice('interval', funnelIntervals, intervalOf(range));

// What pages tell of themselves, what is told of who somebody is, and the wildcard explain nothing.
const unexplaining: ReadonlySet<string> = new Set(['any', 'page_view', 'page_engagement', 'web_vital', 'identify']);
const MOST_EXPLAINING_EVENTS = 30;

/** The question with what a view tells beside the figures. */
export const viewQuestion = (
  question: FunnelDefinitionInput,
  view: FunnelView,
  { draft, range }: { draft: FunnelDraft; range: DayRange },
): FunnelDefinitionInput => {
  if (view === 'trend') return { ...question, interval: chosenInterval(range) };
  if (view === 'next') return { ...question, next: { step: chosenNextStep(draft) } };
  if (view !== 'drivers') return question;
  // Who did a step came further: that explains nothing either.
  const ofSteps = new Set(draft.steps.flatMap(({ events }) => events.map(({ kind }) => kind)));
  const events = kinds.value
    .map(({ kind }) => kind)
    .filter((kind) => !unexplaining.has(kind) && !ofSteps.has(kind))
    .slice(0, MOST_EXPLAINING_EVENTS)
    .map((kind) => ({ kind }));
  return { ...question, explain: { events } };
};
