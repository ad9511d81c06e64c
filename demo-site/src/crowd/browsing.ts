import type { PropertiesOf } from '@telltale/protocol';
import type { PagePath } from '../routes.ts';
import { type Incident, strikes } from './incident.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import type { Recording } from './recording.ts';
import { type Target, targets } from './targets.ts';

/** How people behave on any page, whatever stands on it. */
export interface Browsing {
  /** Looks at a page for about `medianMs`; `acts` happen before it is left. */
  view(page: PagePath, medianMs: number, acts?: () => void): void;
  /** Moves on inside the single-page corner: no load, so no load times. */
  push(page: PagePath, medianMs: number, acts?: () => void): void;
  /** Dwells on a feature of the page; `uses` counts clicks and key presses inside it. */
  inspect(feature: string, uses?: number): void;
  /** Clicks; `reaction` says what the tag would find: that nothing happened, or that it failed. */
  click(target: Target, reaction?: 'dead' | 'error'): void;
  /** Clicks again and again on what does not answer. */
  rage(target: Target): void;
  /** Asks the delivery calculator; false when the incident made it fail. */
  calculateDelivery(): boolean;
}

/** What became of a click, as the tag finds it. */
type Reaction = NonNullable<PropertiesOf<'click'>['reaction']>;

/** Web vitals' limits of "good" and "poor" in ms. Source: web.dev/vitals. */
const limits = { TTFB: [800, 1800], FCP: [1800, 3000], LCP: [2500, 4000], INP: [200, 500] } as const;

/** Share of the page loads after the first one whose load times are recorded: the rest come from a warm cache. */
const WARM_VITALS_SHARE = 0.15;

const ratingOf = (value: number, [good, poor]: readonly [number, number]) =>
  value <= good ? ('good' as const) : value <= poor ? ('needs-improvement' as const) : ('poor' as const);

/** Lets a person browse into a recording. */
export const createBrowsing = (recording: Recording, person: Person, random: Random, incident: Incident): Browsing => {
  const { device, place } = person;
  const [widthPx] = device.viewport;
  const isRtl = place.language === 'ar';
  let inspections = new Map<string, number>();
  let pageCount = 0;

  const emitDuration = (metric: keyof typeof limits, medianMs: number, spread: number): void => {
    const durationMs = Math.min(60_000, Math.round(random.around(medianMs * person.slowness, spread)));
    recording.emit('web_vital', { metric, rating: ratingOf(durationMs, limits[metric]), durationMs });
  };

  const emitLoadTimes = (): void => {
    emitDuration('TTFB', 190, 0.35);
    recording.stay(400);
    emitDuration('FCP', 820, 0.3);
    emitDuration('LCP', 1450, 0.35);
  };

  const emitClick = (target: Target, reaction?: Reaction): void => {
    const { anchor, mobile, desktop } = targets[target];
    const [left, topPx, width, heightPx] = device.isMobile ? mobile : desktop;
    // People aim at the middle.
    const near = () => Math.min(0.98, Math.max(0.02, 0.5 + 0.17 * random.normal()));
    const [xRatio, yRatio] = [near(), near()];
    const xPx = widthPx * (isRtl ? 1 - left - width + xRatio * width : left + xRatio * width);
    recording.emit('click', {
      anchor,
      xRatio: Math.round(xRatio * 1000) / 1000,
      yRatio: Math.round(yRatio * 1000) / 1000,
      pageXPx: Math.round(xPx),
      pageYPx: Math.round(topPx + yRatio * heightPx),
      viewportWidthPx: widthPx,
      input: !device.isMobile && random.chance(0.04) ? 'keyboard' : 'pointer',
      ...(reaction && { reaction }),
    });
  };

  const leave = (dwellMs: number): void => {
    for (const [feature, uses] of inspections) {
      const visibleMs = Math.round(Math.min(dwellMs, random.around(7000, 0.7)) + 1000);
      const hoveredMs = device.isMobile ? 0 : Math.round(visibleMs * random.next() * 0.6);
      const focusedMs = uses > 0 ? Math.round(visibleMs * random.next() * 0.3) : 0;
      recording.emit('feature_inspection', { feature, visibleMs, hoveredMs, focusedMs, uses });
    }
    if (inspections.size > 0 && random.chance(0.5)) emitDuration('INP', 90, 0.6);
    inspections = new Map();
    const scrollDepthRatio = Math.round(Math.min(1, 0.25 + 0.75 * random.next() ** 0.7) * 100) / 100;
    recording.emit('page_engagement', {
      engagedMs: Math.round(dwellMs * (0.5 + 0.5 * random.next())),
      scrollDepthRatio,
    });
  };

  const look = (medianMs: number, acts?: () => void): void => {
    // Under half an hour, because a longer pause would end the session.
    const dwellMs = Math.min(900_000, random.around(medianMs, 0.75));
    recording.stay(dwellMs);
    acts?.();
    leave(dwellMs);
    recording.stay(350 * person.slowness);
  };

  const click = (target: Target, reaction?: Reaction): void => {
    recording.stay(random.around(1800, 0.5));
    emitClick(target, reaction);
  };

  const rage = (target: Target): void => {
    for (const reaction of [undefined, undefined, 'rage'] as const) {
      recording.stay(random.between(140, 300));
      emitClick(target, reaction);
    }
  };

  return {
    view(page, medianMs, acts) {
      recording.openPage(page);
      if (pageCount++ === 0 || random.chance(WARM_VITALS_SHARE)) emitLoadTimes();
      if (random.chance(0.004))
        recording.emit('error', {
          fingerprint: 'image-unavailable',
          origin: 'resource',
          message: 'The image could not be loaded',
          source: '/demo/art/reviews.webp',
        });
      look(medianMs, acts);
    },
    push(page, medianMs, acts) {
      recording.openPage(page, 'push');
      look(medianMs, acts);
    },
    inspect(feature, uses = 0) {
      inspections.set(feature, (inspections.get(feature) ?? 0) + uses);
    },
    click,
    rage,
    calculateDelivery() {
      const isStruck = strikes(incident, person, recording.nowMs);
      click('delivery-calculate', isStruck ? 'error' : undefined);
      if (!isStruck) return true;
      recording.emit('error', {
        fingerprint: incident.fingerprint,
        origin: 'exception',
        message: 'RangeError: date value is not finite in DateTimeFormat format()',
        source: '/demo/shop.js',
      });
      rage('delivery-calculate');
      return false;
    },
  };
};
