import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { alternating } from '../lib/alternating.ts';
import { type Spread, spreadOf } from '../lib/spread.ts';
import { type BenchVisit, openVisit } from './open-visit.ts';

/** How a comparison goes: all pages are opened, wait, are acted on, wait, and are read; then all over again. */
export interface Comparison<Variant extends string, Acted, Figure extends string> {
  /** Address by variant; all do the same page. */
  variants: Record<Variant, string>;
  throttles: readonly number[];
  rounds: number;
  waitMs: number;
  act(visit: BenchVisit): Promise<Acted>;
  settleMs: number;
  read(visit: BenchVisit, acted: Acted): Promise<Record<Figure, number>>;
}

/** What a comparison measured. */
export interface Compared<Variant extends string, Figure extends string> {
  of(variant: Variant, throttle: number, figure: Figure): Spread;
  /** One variant less another, round by round. */
  extra(variant: Variant, over: Variant, throttle: number, figure: Figure): Spread;
}

/**
 * Visits variants of a page in turns: what else the machine does at that time then meets them alike. One acts at a time;
 * only their waiting overlaps.
 */
export const compareVisits = async <Variant extends string, Acted, Figure extends string>(
  browser: Browser,
  { variants, throttles, rounds, waitMs, act, settleMs, read }: Comparison<Variant, Acted, Figure>,
): Promise<Compared<Variant, Figure>> => {
  const names = Object.keys(variants) as Variant[];
  const loads = throttles.flatMap((throttle) => names.map((variant) => ({ variant, throttle })));
  const key = (variant: Variant, throttle: number) => `${variant} ${throttle}`;
  const figures = new Map<string, Record<Figure, number>[]>();
  for (let round = 0; round < rounds; round++) {
    const visits: { load: string; visit: BenchVisit }[] = [];
    for (const { variant, throttle } of alternating(loads, round))
      visits.push({ load: key(variant, throttle), visit: await openVisit(browser, variants[variant], throttle) });
    await wait(waitMs);
    const acted: { load: string; visit: BenchVisit; result: Acted }[] = [];
    for (const { load, visit } of visits) acted.push({ load, visit, result: await act(visit) });
    await wait(settleMs);
    for (const { load, visit, result } of acted) {
      figures.set(load, [...(figures.get(load) ?? []), await read(visit, result)]);
      await visit.close();
    }
  }
  const all = (variant: Variant, throttle: number, figure: Figure) =>
    (figures.get(key(variant, throttle)) ?? []).map((one) => one[figure]);
  return {
    of: (variant, throttle, figure) => spreadOf(all(variant, throttle, figure)),
    extra(variant, over, throttle, figure) {
      const others = all(over, throttle, figure);
      return spreadOf(all(variant, throttle, figure).map((value, round) => value - (others[round] ?? Number.NaN)));
    },
  };
};
