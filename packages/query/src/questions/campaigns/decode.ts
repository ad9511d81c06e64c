import { tenThousandths } from '../../amounts.ts';
import { pageOfPeople } from '../../people.ts';
import { bytesOf, type QuestionContext, type Row } from '../../question.ts';
import { attribute } from './attribute.ts';
import type { CampaignsDefinition } from './definition.ts';
import { planOf } from './plan.ts';
import type { CampaignFigures, CampaignRow, CampaignSum, CampaignsResult } from './result.ts';
import { Tally } from './tally.ts';

type SortKey = number | bigint | string | null;

const sortKey = (figures: CampaignFigures, value: string, { sort }: CampaignsDefinition): SortKey => {
  if (sort.by === 'value') return value;
  if (sort.by === 'conversion') return figures.conversion?.ratio ?? null;
  if (sort.by === 'revenue') return tenThousandths(figures.revenue[sort.currency ?? ''] ?? '0');
  return figures[sort.by];
};

const compare = (a: SortKey, b: SortKey) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);

const inOrder = (
  found: ReadonlyMap<string, CampaignFigures>,
  definition: CampaignsDefinition,
): { value: string; figures: CampaignFigures }[] => {
  const isAscending = definition.sort.direction === 'ascending';
  return [...found]
    .map(([value, figures]) => ({ value, figures, key: sortKey(figures, value, definition) }))
    .sort((a, b) => {
      const order = a.key === null || b.key === null || isAscending ? compare(a.key, b.key) : compare(b.key, a.key);
      return order || compare(a.value, b.value);
    });
};

/** Reads the visitors, decides which touch counts for what they did, and counts. */
export const decodeCampaigns = (
  answer: readonly Row[] | Uint8Array,
  definition: CampaignsDefinition,
  context: QuestionContext,
): CampaignsResult => {
  const bytes = bytesOf(answer);
  const plan = planOf(definition, context);
  const { people, limit } = definition;
  const [current, compared] = plan.periods;
  const noTallies = () => plan.periods.map(() => new Tally());
  const listed: string[] = [];
  const isAsked = (isConverted: boolean) =>
    people?.outcome === 'all' || isConverted === (people?.outcome === 'converted');

  const totals = noTallies();
  const byValue = plan.periods.map(() => new Map<string, Tally>());
  attribute(bytes, definition, {
    plan,
    visit: ({ period, visitorId, shares }) => {
      totals[period]?.add([...shares.values()]);
      for (const [value, share] of shares) {
        const tally = byValue[period]?.get(value) ?? new Tally();
        byValue[period]?.set(value, tally);
        tally.add([share]);
      }
      const own = period === 0 && people ? shares.get(people.value) : undefined;
      if (own && isAsked(own.conversions > 0)) listed.push(visitorId);
    },
  });

  const [now = new Map<string, CampaignFigures>(), then] = byValue.map(
    (tallies) => new Map([...tallies].map(([value, tally]) => [value, tally.figures()])),
  );
  const shown = inOrder(now, definition).slice(0, limit);
  const isShown = new Set(shown.map(({ value }) => value));

  const others = noTallies();
  const hasOthers = byValue.some((tallies) => [...tallies.keys()].some((value) => !isShown.has(value)));
  // Only now is it known which values are the others.
  if (hasOthers)
    attribute(bytes, definition, {
      plan,
      visit: ({ period, shares }) =>
        others[period]?.add([...shares].filter(([value]) => !isShown.has(value)).map(([, share]) => share)),
    });

  const nobody = new Tally().figures();
  const sumOf = ([first, second]: readonly Tally[]): CampaignSum => ({
    ...(first?.figures() ?? nobody),
    comparison: second?.figures() ?? null,
  });
  const rows = shown.map(
    ({ value, figures }): CampaignRow => ({
      value,
      ...figures,
      comparison: compared ? (then?.get(value) ?? nobody) : null,
    }),
  );
  const other = hasOthers ? sumOf(others) : null;
  const total = sumOf(totals);
  const surplus = (figure: 'visitors' | 'sessions') =>
    rows.reduce((added, row) => added + row[figure], other?.[figure] ?? 0) - total[figure];
  return {
    range: current.range,
    comparisonRange: compared?.range ?? null,
    rows,
    other,
    total,
    values: now.size,
    overlap: { visitors: surplus('visitors'), sessions: surplus('sessions') },
    people: people ? pageOfPeople(listed, people) : null,
  };
};
