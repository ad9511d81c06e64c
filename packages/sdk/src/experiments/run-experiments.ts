import { guard } from '../lib/guard.ts';
import { isHidden } from '../lib/is-hidden.ts';
import { listen } from '../lib/listen.ts';
import type { ChangeSettings, ExperimentSettings, VariantSettings } from '../settings.ts';
import { consentGiven } from '../stages/consent.ts';
import { type Applied, applyChanges } from './apply-changes.ts';
import { assignedVariant, markExposed, meetVisitor } from './assignments.ts';
import type { Experimenting, TellExperiment } from './experimenting.ts';
import { isOnPage } from './is-on-page.ts';
import { redirecting } from './redirecting.ts';
import { watchPage } from './watch-page.ts';
import { watchSeen } from './watch-seen.ts';

/** More elements than tell whether a change was seen. */
const MAX_WATCHED = 20;

/** An experiment on this page, for this visitor. */
interface Running {
  experiment: ExperimentSettings;
  variant: VariantSettings;
  applied: Applied;
  seen: ReturnType<typeof watchSeen>;
}

/** What any variant changes: whoever sees it there sees the experiment, whichever variant it is. */
const concernedBy = ({ variants }: ExperimentSettings): ChangeSettings[] =>
  variants.flatMap(({ changes = [] }) => changes);

const hasRedirect = ({ variants }: ExperimentSettings): boolean => variants.some(({ redirect }) => redirect);

/** Runs when somebody looks at the page: now, or when its tab is. */
const whenSeen = (run: () => void): void => {
  let isDue = true;
  const look = (): void => {
    if (!isDue || isHidden()) return;
    isDue = false;
    run();
  };
  listen('visibilitychange', look);
  look();
};

/**
 * Runs a site's experiments on this page: decides who sees what, changes the page before it is painted and whenever it is drawn anew, and
 * tells who saw it. Without consent nobody takes part. `previewed` is a variant that is shown whatever was assigned, and told apart.
 */
export const runExperiments = (experiments: readonly ExperimentSettings[], previewed?: string): Experimenting => {
  const running = new Map<string, Running>();
  const untold = new Set<() => void>();
  let teller: TellExperiment | undefined;
  let path = '';
  let language = '';
  let isWatching = false;

  const expose = ({ experiment, variant }: Running): void => {
    const at = Date.now();
    const about = { experiment: experiment.id, variant: variant.id };
    const take = (): void => {
      if (previewed) teller?.('variant_preview', about, at);
      // Marked only now: what nobody has taken is told by the next page.
      else if (consentGiven === 'granted' && markExposed(experiment, variant.id)) teller?.('exposure', about, at);
    };
    if (teller) take();
    else untold.add(take);
  };

  const stop = (id: string): void => {
    const one = running.get(id);
    one?.seen.stop();
    one?.applied.revert();
    running.delete(id);
  };

  const lead = (to: string, about: { experiment: string; variant: string }): void => {
    if (new URL(to, location.href).pathname === location.pathname) return;
    if (previewed) location.replace(to + location.search + location.hash);
    else experimenting.isLeaving = !!redirecting.leave?.(to, about);
  };

  const begin = (experiment: ExperimentSettings, variantId: string | undefined): void => {
    const { id, variants } = experiment;
    const variant = variants.find((one) => one.id === variantId);
    if (!variant) return;
    const { redirect, changes = [] } = variant;
    if (redirect) lead(redirect, { experiment: id, variant: variant.id });
    const one: Running = {
      experiment,
      variant,
      applied: applyChanges(changes),
      seen: watchSeen(() => expose(one)),
    };
    running.set(id, one);
    // The page itself is the control of a redirect; who is led away is exposed where they arrive.
    if (hasRedirect(experiment) && (previewed || !redirect)) whenSeen(() => expose(one));
  };

  const decide = (): void => {
    path = location.pathname;
    for (const [id, { experiment }] of running) if (!previewed && !isOnPage(experiment, path)) stop(id);
    if (!previewed && consentGiven !== 'granted') return;
    if (!previewed) meetVisitor();
    for (const experiment of experiments)
      if (!experimenting.isLeaving && !running.has(experiment.id) && (previewed || isOnPage(experiment, path)))
        guard(() => begin(experiment, previewed ?? assignedVariant(experiment)));
  };

  const pass = (): void => {
    const { lang } = document.documentElement;
    if (lang !== language) for (const { applied } of running.values()) applied.revert();
    language = lang;
    if (location.pathname !== path) decide();
    for (const { experiment, applied, seen } of running.values())
      guard(() => {
        applied.apply();
        for (const { kind, selector } of concernedBy(experiment)) {
          let left = MAX_WATCHED;
          for (const element of document.querySelectorAll(selector)) {
            if (!left--) break;
            // What is hidden has no place; what stands beside it is seen in every variant.
            const beside = element.nextElementSibling ?? element.previousElementSibling ?? element.parentElement;
            seen.add((kind === 'hide' && beside) || element);
          }
        }
      });
  };

  const start = (): void => {
    decide();
    if (experimenting.isLeaving) return;
    if (!isWatching && experiments.some((one) => concernedBy(one)[0] || hasRedirect(one))) {
      isWatching = true;
      watchPage(pass);
    }
    pass();
  };

  const experimenting: Experimenting = {
    referrer: undefined,
    isLeaving: false,
    variant(id, element) {
      const one = running.get(id);
      if (!one) return undefined;
      if (element) watchSeen(() => expose(one)).add(element);
      else expose(one);
      return one.variant.id;
    },
    listen(tell) {
      teller = tell;
      if (consentGiven === 'granted') redirecting.tell?.(tell);
      for (const take of untold) take();
      untold.clear();
    },
    renew() {
      for (const id of running.keys()) stop(id);
      start();
    },
  };
  if (!previewed && consentGiven === 'granted') experimenting.referrer = redirecting.arrive?.();
  start();
  return experimenting;
};
