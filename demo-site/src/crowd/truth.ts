import type { Event, EventKindName } from '@telltale/protocol';
import { afterPurchase } from '../demo-surveys.ts';
import type { Journey } from './journeys.ts';

/** What is true about a crowd, counted naively from its journeys: what right answers are held against. Bots apart. */
export interface GroundTruth {
  /** People with at least one event. */
  visitors: number;
  sessions: number;
  events: number;
  eventsByKind: Partial<Record<EventKindName, number>>;
  /** People who viewed each path at least once. */
  visitorsByPath: Record<string, number>;
  bots: { visitors: number; events: number };
  /** Visitors who reached each step of `funnelSteps` in this order, each after the one before, however long it took. */
  funnel: { step: string; visitors: number }[];
  /** By currency: sums of different currencies are never added. */
  purchases: Record<string, { orders: number; amount: string }>;
  /** Visitors who saw each variant, and those of them who bought afterwards. */
  experiment: Record<string, { exposed: number; converted: number }>;
  /** Checkouts, those completed, and the others by the last step they reached. */
  checkouts: { begun: number; completed: number; leftAt: Record<string, number> };
  /** The one after a purchase; answers in words to either. */
  survey: { shown: number; promoters: number; passives: number; detractors: number; inWords: number };
  /** Answers to what stopped them in the checkout. */
  stopped: Record<string, number>;
}

/** An event with its page's path. */
interface Happening {
  event: Event;
  path: string;
}

/** The funnel that the truth reckons. */
export const funnelSteps: readonly { step: string; matches: (happening: Happening) => boolean }[] = [
  { step: 'product', matches: ({ event, path }) => event.kind === 'page_view' && /\/products\/[^/]+\/$/.test(path) },
  { step: 'contact', matches: ({ event }) => event.kind === 'checkout_step' && event.properties.step === 'contact' },
  { step: 'payment', matches: ({ event }) => event.kind === 'checkout_step' && event.properties.step === 'payment' },
  { step: 'purchase', matches: ({ event }) => event.kind === 'purchase' },
];

const count = (counts: Partial<Record<string, number>>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

const happeningsOf = ({ sessions }: Journey): Happening[] =>
  sessions.flatMap(({ envelopes }) =>
    envelopes.flatMap(({ url, events }) => events.map((event) => ({ event, path: new URL(url).pathname }))),
  );

/** How much one visitor adds to one part of the truth. */
type Fold = (truth: GroundTruth, happenings: readonly Happening[]) => void;

const foldKinds: Fold = ({ eventsByKind }, happenings) => {
  for (const { event } of happenings) count(eventsByKind, event.kind);
};

const foldPaths: Fold = ({ visitorsByPath }, happenings) => {
  const views = happenings.filter(({ event }) => event.kind === 'page_view');
  for (const path of new Set(views.map(({ path }) => path))) count(visitorsByPath, path);
};

const foldFunnel: Fold = ({ funnel }, happenings) => {
  let depth = 0;
  // One event fulfils at most one step.
  for (const happening of happenings) if (funnelSteps[depth]?.matches(happening)) depth++;
  for (const entry of funnel.slice(0, depth)) entry.visitors++;
};

const foldPurchases: Fold = ({ purchases }, happenings) => {
  for (const { event } of happenings) {
    if (event.kind !== 'purchase') continue;
    const { amount, currency } = event.properties.value;
    const before = purchases[currency] ?? { orders: 0, amount: '0.00' };
    // In cents, because binary fractions do not add up.
    const cents = Math.round(Number(before.amount) * 100) + Math.round(Number(amount) * 100);
    purchases[currency] = { orders: before.orders + 1, amount: (cents / 100).toFixed(2) };
  }
};

const foldExperiment: Fold = ({ experiment }, happenings) => {
  const shownAt = happenings.findIndex(({ event }) => event.kind === 'exposure');
  const exposure = happenings[shownAt]?.event;
  if (exposure?.kind !== 'exposure') return;
  const { variant } = exposure.properties;
  const arm = experiment[variant] ?? { exposed: 0, converted: 0 };
  experiment[variant] = arm;
  arm.exposed++;
  if (happenings.slice(shownAt).some(({ event }) => event.kind === 'purchase')) arm.converted++;
};

const foldCheckouts: Fold = ({ checkouts }, happenings) => {
  const lastStepOf = new Map<string, string>();
  for (const { event } of happenings) {
    if (event.kind === 'checkout_step') lastStepOf.set(event.properties.checkoutId, event.properties.step);
    if (event.kind === 'purchase' && event.properties.checkoutId)
      lastStepOf.set(event.properties.checkoutId, 'completed');
  }
  for (const step of lastStepOf.values()) {
    checkouts.begun++;
    if (step === 'completed') checkouts.completed++;
    else count(checkouts.leftAt, step);
  }
};

const foldSurvey: Fold = ({ survey, stopped }, happenings) => {
  for (const { event } of happenings) {
    if (event.kind === 'survey_shown' && event.properties.surveyId === afterPurchase.id) survey.shown++;
    if (event.kind !== 'survey_answer') continue;
    const { questionKind, choice, score = 0 } = event.properties;
    if (questionKind === 'choice') count(stopped, choice ?? '');
    if (questionKind === 'text') survey.inWords++;
    if (questionKind !== 'nps') continue;
    survey[score >= 9 ? 'promoters' : score >= 7 ? 'passives' : 'detractors']++;
  }
};

const folds: readonly Fold[] = [
  foldKinds,
  foldPaths,
  foldFunnel,
  foldPurchases,
  foldExperiment,
  foldCheckouts,
  foldSurvey,
];

/** Reckons the ground truth of a crowd. */
export const truthOf = (crowd: readonly Journey[]): GroundTruth => {
  const truth: GroundTruth = {
    visitors: 0,
    sessions: 0,
    events: 0,
    eventsByKind: {},
    visitorsByPath: {},
    bots: { visitors: 0, events: 0 },
    funnel: funnelSteps.map(({ step }) => ({ step, visitors: 0 })),
    purchases: {},
    experiment: {},
    checkouts: { begun: 0, completed: 0, leftAt: {} },
    /** The one after a purchase; answers in words to either. */
    survey: { shown: 0, promoters: 0, passives: 0, detractors: 0, inWords: 0 },
    stopped: {},
  };
  for (const journey of crowd) {
    const happenings = happeningsOf(journey);
    if (happenings.length === 0) continue;
    const tally = journey.isBot ? truth.bots : truth;
    tally.visitors++;
    tally.events += happenings.length;
    if (journey.isBot) continue;
    truth.sessions += journey.sessions.length;
    for (const fold of folds) fold(truth, happenings);
  }
  return truth;
};
