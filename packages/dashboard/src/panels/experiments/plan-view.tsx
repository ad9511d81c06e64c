import { useSignal } from '@preact/signals';
import type { TrendDefinitionInput } from '@telltale/query';
import { useEffect } from 'preact/hooks';
import { useAnswer } from '../../api/use-answer.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { formats } from '../../locales/index.ts';
import { Failure } from '../../ui/failure.tsx';
import { Input } from '../../ui/field.tsx';
import { QuestionSettings } from '../../ui/question-settings.tsx';
import { type Draft, type Metric, type Plan, planExperiment } from './experiment.ts';
import { formWords } from './form-words.ts';
import { metricName } from './metric-name.ts';
import { basisOf, eventsOf, isShareMetric } from './plan-basis.ts';

/** As far back as is looked for what visitors did until now. */
const DAYS = 28;

/** What was written over what is known. */
interface Typed {
  /** The metric of which the value and the spread were written. */
  of: string;
  value: string;
  spread: string;
  visitors: string;
}

const nothingTyped: Typed = { of: '', value: '', spread: '', visitors: '' };

/** What tells how much each visitor who did it did, as a series of a trend; none where it is not asked. */
const eachOf = (metric: Metric): NonNullable<TrendDefinitionInput['series']> => {
  const events = eventsOf(metric);
  if (metric.type === 'count') return [{ events, aggregation: 'count_per_visitor' }];
  if (metric.type === 'revenue') return [{ events, aggregation: 'sum_per_visitor', property: metric.property }];
  if (metric.type === 'order_value') return [{ events, aggregation: 'average', property: metric.property }];
  return [];
};

/** Says how long an experiment takes, by what visitors did in the last weeks; both figures can be written over. */
export const PlanView = ({ draft, onPlanned }: { draft: Draft; onPlanned: (visitors: number) => void }) => {
  const form = formWords.value;
  const { number, percent } = formats.value;
  const { primary, reading, variants, trafficShare } = draft;
  const isShare = isShareMetric(primary);
  const events = eventsOf(primary);
  const answer = useAnswer('trend', {
    range: { last: DAYS, unit: 'day' },
    interval: 'month',
    series: [
      { events: [{ kind: 'page_view' }], aggregation: 'visitors' },
      { events, aggregation: 'visitors' },
      ...eachOf(primary),
    ],
  });
  const lines = answer.answered?.result.lines ?? [];
  const totalOf = (series: number): number | null => {
    const currency = series === 2 && 'currency' in primary ? primary.currency : null;
    return lines.find((line) => line.series === series && line.currency === currency)?.total ?? null;
  };
  const seen = { visitors: totalOf(0) ?? 0, did: totalOf(1) ?? 0, each: totalOf(2) };
  const known = basisOf(primary, seen);
  const typed = useSignal<Typed>(nothingTyped);
  // What was written of another metric says nothing of this one.
  const metricNow = `${primary.type} ${'currency' in primary ? primary.currency : ''}`;
  const { value: ownValue, spread: ownSpread } = typed.value.of === metricNow ? typed.value : nothingTyped;
  const type = (change: Partial<Typed>) => {
    typed.value = { ...typed.value, value: ownValue, spread: ownSpread, ...change, of: metricNow };
  };
  const scale = isShare ? 100 : 1;
  const value = ownValue ? Number(ownValue) / scale : (known.value ?? 0);
  const spread = ownSpread ? Number(ownSpread) : (known.spread ?? 0);
  const perDay = typed.value.visitors ? Number(typed.value.visitors) : (seen.visitors / DAYS) * trafficShare;
  const { leastEffect } = primary;
  const least = 'ratio' in leastEffect ? leastEffect.ratio : leastEffect.absolute / Math.abs(value || 1);
  const plan = useSignal<Plan | undefined>(undefined);
  const { failure, run } = useAttempt();
  const canPlan = (isShare ? value > 0 && value < 1 : value !== 0 && spread > 0) && perDay > 0;
  useEffect(() => {
    if (!canPlan) return;
    void run(async () => {
      const made = await planExperiment({
        value,
        ...(!isShare && { standardDeviation: spread }),
        leastEffectRatio: Math.min(10, Math.max(0.001, least)),
        variants: variants.length,
        visitorsPerDay: perDay,
        reading,
      });
      plan.value = made;
      onPlanned(made.visitors);
    });
  }, [value, spread, perDay, least, variants.length, reading]);
  const shown = (known: number | null) => (known === null ? '' : String(Number((known * scale).toPrecision(4))));
  return (
    <div class="stack">
      <QuestionSettings>
        <Input
          label={isShare ? form.rateNow : form.meanNow(metricName(primary))}
          type="number"
          {...(isShare && { min: 0.01, max: 99.9 })}
          step={0.01}
          value={ownValue || shown(known.value)}
          onChange={(written) => type({ value: written })}
        />
        {!isShare && (
          <Input
            label={form.spreadNow}
            type="number"
            min={0}
            step={0.01}
            value={ownSpread || shown(known.spread)}
            onChange={(written) => type({ spread: written })}
          />
        )}
        <Input
          label={form.visitorsPerDay}
          type="number"
          min={1}
          value={typed.value.visitors || (perDay > 0 ? String(Math.round(perDay)) : '')}
          onChange={(visitors) => type({ visitors })}
        />
      </QuestionSettings>
      {!isShare && <p class="is-quiet">{form.spreadHint}</p>}
      {plan.value && canPlan && (
        <>
          <p class="plan-said">{form.plan(plan.value.days, number(plan.value.visitors), percent(least))}</p>
          <ul class="plan-weeks">
            {plan.value.detectable.map(({ days, effectRatio }) => (
              <li key={days}>{form.detectable(days, formats.value.fineChange(effectRatio))}</li>
            ))}
          </ul>
        </>
      )}
      <Failure text={failure.value} />
    </div>
  );
};
