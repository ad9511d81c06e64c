import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { alternating } from '../lib/alternating.ts';
import { type Rounds, roundsOf } from '../lib/rounds.ts';
import { type Spread, spreadOf } from '../lib/spread.ts';
import { type BenchVisit, openVisit } from './open-visit.ts';

/** How a comparison goes: pages are opened, wait, are acted on, wait, and are read; then all over again. */
export interface Comparison<Variant extends string, Acted, Figure extends string> {
  /** Address by variant; all do the same page. */
  variants: Record<Variant, string>;
  /** How much slower the processor is made. */
  throttle: number;
  rounds: Rounds;
  waitMs: number;
  act(visit: BenchVisit): Promise<Acted>;
  settleMs: number;
  read(visit: BenchVisit, acted: Acted): Promise<Record<Figure, number>>;
}

/** What a comparison measured. */
export interface Compared<Variant extends string, Figure extends string> {
  of(variant: Variant, figure: Figure): Spread;
  /** One variant less another, round by round. */
  extra(variant: Variant, over: Variant, figure: Figure): Spread;
}

/** Visits variants of a page in turns: what else the machine does at that time then meets them alike. */
export const compareVisits = async <Variant extends string, Acted, Figure extends string>(
  browser: Browser,
  { variants, throttle, rounds, waitMs, act, settleMs, read }: Comparison<Variant, Acted, Figure>,
): Promise<Compared<Variant, Figure>> => {
  const names = Object.keys(variants) as Variant[];
  const figures = new Map<Variant, Record<Figure, number>[]>(names.map((variant) => [variant, []]));

  /** Opens, acts on and reads pages one after another; only their waiting overlaps. */
  const visitEach = async (some: readonly Variant[]): Promise<void> => {
    const visits: { variant: Variant; visit: BenchVisit }[] = [];
    for (const variant of some) visits.push({ variant, visit: await openVisit(browser, variants[variant], throttle) });
    await wait(waitMs);
    const acted: { variant: Variant; visit: BenchVisit; result: Acted }[] = [];
    for (const { variant, visit } of visits) acted.push({ variant, visit, result: await act(visit) });
    await wait(settleMs);
    for (const { variant, visit, result } of acted) {
      figures.get(variant)?.push(await read(visit, result));
      await visit.close();
    }
  };

  for (const round of roundsOf(rounds)) {
    const order = alternating(names, round);
    // A page that is slowed down takes a third of a core even while it waits, so it waits alone.
    for (const some of throttle > 1 ? order.map((variant) => [variant]) : [order]) await visitEach(some);
  }
  const all = (variant: Variant, figure: Figure) => (figures.get(variant) ?? []).map((one) => one[figure]);
  return {
    of: (variant, figure) => spreadOf(all(variant, figure)),
    extra(variant, over, figure) {
      const others = all(over, figure);
      return spreadOf(all(variant, figure).map((value, round) => value - (others[round] ?? Number.NaN)));
    },
  };
};
