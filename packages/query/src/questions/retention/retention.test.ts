import { catalog } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { ask } from '../../ask.ts';
import type { WeekStart } from '../../time/calendar.ts';
import { type RetentionDefinitionInput, retentionDefinition } from './definition.ts';
import { createEvaluate, DID, EARLIER } from './evaluate.ts';
import { planOf } from './plan.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const context = { siteId: 'shop', timeZone: 'UTC', nowMs: utc('2026-05-01T00:00'), catalog };
const views = [{ kind: 'page_view' }];
const buys = [{ kind: 'purchase' }];
const march = { from: '2026-03-01', to: '2026-03-31' };

const definitionOf = (more: Partial<RetentionDefinitionInput> = {}): RetentionDefinitionInput => ({
  range: march,
  startEvents: views,
  returnEvents: buys,
  ...more,
});
const plan = (more: Partial<RetentionDefinitionInput> = {}, weekStartsOn?: WeekStart) =>
  planOf(retentionDefinition.parse(definitionOf(more)), { ...context, ...(weekStartsOn && { weekStartsOn }) });

const refusal = (more: Partial<RetentionDefinitionInput>) => {
  try {
    ask('retention', definitionOf(more), context);
  } catch (error) {
    return error;
  }
  return 'accepted';
};

/** Periods of someone: [period, "s" start, "r" return, "a" return after the start]. */
type Period = [period: number, did: string];

const cohorts = (more: Partial<RetentionDefinitionInput>, ...told: Period[]) => {
  const found: string[] = [];
  const bits = (did: string) =>
    (did.includes('s') ? DID.start : 0) |
    (did.includes('r') ? DID.comeBack : 0) |
    (did.includes('a') ? DID.comeBackAfterStart : 0);
  const unit = { count: told.length, periods: told.map(([at]) => at), did: told.map(([, did]) => bits(did)) };
  createEvaluate(plan(more))(unit, (entry, cameBack) => found.push(`${unit.periods[entry]}: ${cameBack.join(' ')}`));
  return found;
};

describe('the cohorts that someone is in', () => {
  it('are the one of the first time ever', () => {
    expect(cohorts({ periods: 3 }, [0, 's'], [1, 'sr'], [3, 'r'])).toEqual(['0: 1 3']);
    expect(cohorts({}, [EARLIER, 's'], [0, 'sr'])).toEqual([]);
  });

  it('are those of every period with a start event', () => {
    expect(cohorts({ periods: 3, entry: 'every_time' }, [0, 's'], [1, 'srr'], [3, 'r'])).toEqual(['0: 1 3', '1: 2']);
  });

  it('count in their own period only what came after the start', () => {
    expect(cohorts({}, [2, 'sr'])).toEqual(['2: ']);
    expect(cohorts({}, [2, 'sra'])).toEqual(['2: 0']);
  });

  it('forget what lies behind the last period', () => {
    expect(cohorts({ periods: 2 }, [0, 's'], [2, 'r'], [3, 'r'])).toEqual(['0: 2']);
    expect(cohorts({ periods: 2, mode: 'on_or_after' }, [0, 's'], [3, 'r'])).toEqual(['0: ']);
  });

  it('count who came back in a period for those before it, too, when asked "on or after"', () => {
    expect(cohorts({ periods: 5, mode: 'on_or_after' }, [0, 's'], [1, 'r'], [4, 'r'])).toEqual(['0: 0 1 2 3 4']);
  });
});

describe('the periods of retention', () => {
  it('are whole weeks that begin on the day on which the site starts its weeks', () => {
    const begin = (weekStartsOn?: WeekStart) => plan({ periods: 1 }, weekStartsOn).startAts[0];
    expect(begin()).toBe(utc('2026-02-23T00:00'));
    expect(begin('sunday')).toBe(utc('2026-03-01T00:00'));
    expect(begin('saturday')).toBe(utc('2026-02-28T00:00'));
  });

  it('run on after the last cohort, by the calendar', () => {
    const { startAts, cohortCount } = plan({ interval: 'month', periods: 2 });
    expect(cohortCount).toBe(1);
    expect(startAts).toEqual(['03', '04', '05', '06'].map((month) => utc(`2026-${month}-01T00:00`)));
  });

  it('are no cohorts before they have begun', () => {
    expect(plan({ range: { last: 1, unit: 'month' }, interval: 'day' }).cohortCount).toBe(1);
  });
});

describe('a question about retention', () => {
  it('reads start events of all time, returns of the range, and only of those who began in it', () => {
    const { query } = ask('retention', definitionOf({ periods: 1, interval: 'month' }), context);
    expect(query).toMatchInlineSnapshot(`
      {
        "answer": "bytes",
        "params": {
          "p0": [
            -4503599627370496,
            1772323200000,
            1775001600000,
          ],
          "p1": "page_view",
          "p2": 1775001600000,
          "p3": "purchase",
          "p4": "shop",
          "p5": "orderId",
          "p6": 1772323200000,
          "p7": 1777593600000,
          "p8": -4503599627370496,
        },
        "sql": "SELECT arraySort(groupArray((toFloat64(period), did)))
      FROM (SELECT unit, period, max(is_start) AS starts,
          toUInt8(starts + 2 * max(is_return) + 4 * (starts AND maxIf(time, is_return) > minIf(time, is_start))) AS did
        FROM (SELECT visitor_id AS unit, roundDown(toUnixTimestamp64Milli(time), {p0:Array(Int64)}) AS period, time,
          materialize((kind = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC'))) AS is_start, materialize(((kind = {p3:String} AND (visitor_id, event_id, received_at) GLOBAL NOT IN (SELECT arrayJoin((SELECT groupArray((visitor_id, event_id, received_at)) FROM (SELECT visitor_id, event_id, received_at FROM events WHERE (site_id = {p4:String} AND is_bot = 0 AND kind = {p3:String}) AND ifNull(dimensions.{p5:Identifier}.:String, '') GLOBAL IN (SELECT ifNull(dimensions.{p5:Identifier}.:String, '') FROM events WHERE (site_id = {p4:String} AND is_bot = 0 AND kind = {p3:String}) GROUP BY ifNull(dimensions.{p5:Identifier}.:String, '') HAVING count() > 1) ORDER BY session_id = 0, time, seq, event_id, visitor_id, received_at LIMIT 1, 18446744073709551615 BY ifNull(dimensions.{p5:Identifier}.:String, '')))))) AND time >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC'))) AS is_return
        FROM events WHERE (site_id = {p4:String} AND is_bot = 0 AND (((kind = {p1:String} AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC')) OR (kind = {p3:String} AND time >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p7:Int64}, 'UTC'))) AND visitor_id GLOBAL IN (SELECT visitor_id FROM events WHERE (site_id = {p4:String} AND is_bot = 0 AND time >= fromUnixTimestamp64Milli({p6:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p2:Int64}, 'UTC') AND kind = {p1:String})))))
        WHERE is_start OR is_return
        GROUP BY unit, period)
      GROUP BY unit
      HAVING countIf(starts AND NOT (period = {p8:Int64})) > 0 AND countIf(period = {p8:Int64}) = 0",
      }
    `);
    expect(Object.keys(query.params).filter((name) => !query.sql.includes(`{${name}:`))).toEqual([]);
  });

  it('reads nothing before the range where every start counts, and everyone where both events are the same', () => {
    const { query } = ask('retention', definitionOf({ entry: 'every_time', returnEvents: views }), context);
    expect(query.sql.match(/FROM events/g)).toHaveLength(1);
    expect(query.params).toMatchObject({ p0: expect.arrayContaining([utc('2026-03-01T00:00')]) });
  });

  it('shows empty cohorts where nobody began', () => {
    const { decode } = ask('retention', definitionOf({ interval: 'month', periods: 1 }), context);
    expect(decode(new Uint8Array())).toMatchObject({
      size: 0,
      cohorts: [
        {
          size: 0,
          periods: [
            { retained: 0, shareRatio: null },
            { retained: 0, isOpen: false },
          ],
        },
      ],
      groups: null,
      people: null,
    });
  });

  it('says which cohorts there are when another one is asked for', () => {
    expect(refusal({ people: { cohort: '2026-06-01' } })).toMatchObject({
      code: 'unknown_cohort',
      path: 'people.cohort',
      known: ['2026-02-23', '2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23', '2026-03-30'],
    });
    expect(refusal({ people: { cohort: '2026-02-22' } })).toMatchObject({ code: 'unknown_cohort' });
    expect(refusal({ people: { cohort: '2026-02-23' } })).toBe('accepted');
  });

  it.each([
    [{ people: { cohort: '2026-03-02', period: 9 } }, 'people.period'],
    [{ people: { cohort: '2026-03-02', outcome: 'not_retained' as const } }, 'people.period'],
    [{ people: { cohort: '2026-03-02', value: 'mobile' } }, 'people.value'],
  ])('refuses people that no cell holds: %j', (more, path) => {
    expect(refusal(more)).toMatchObject({ code: 'unfit_people', path });
  });

  it('refuses more cells than anyone reads, and says what to change', () => {
    const years = { range: { from: '2024-01-01', to: '2026-03-31' }, interval: 'day' as const, periods: 100 };
    expect(refusal(years)).toBe('accepted');
    expect(refusal({ ...years, breakdown: { property: 'device', limit: 3 } })).toMatchObject({
      code: 'too_many_cells',
      path: 'periods',
      message: expect.stringContaining('821 cohorts with 101 periods and 5 groups'),
    });
  });

  it('names the start or return event that is not known', () => {
    expect(refusal({ returnEvents: [{ kind: 'purchas' }] })).toMatchObject({
      code: 'unknown_kind',
      path: 'returnEvents.0.kind',
    });
  });
});
