import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useAnswer } from '../../api/use-answer.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { formats } from '../../locales/index.ts';
import { Failure } from '../../ui/failure.tsx';
import { Input } from '../../ui/field.tsx';
import { QuestionSettings } from '../../ui/question-settings.tsx';
import type { Draft, Plan } from './experiment.ts';
import { planExperiment } from './experiment.ts';
import { formWords } from './form-words.ts';

/** As far back as is looked for what visitors did until now. */
const DAYS = 28;

/** Says how long an experiment takes, by what visitors did in the last weeks; both figures can be written over. */
export const PlanView = ({ draft, onPlanned }: { draft: Draft; onPlanned: (visitors: number) => void }) => {
  const form = formWords.value;
  const { number, percent } = formats.value;
  const { primary, reading, variants, trafficShare = 1 } = draft;
  const events = primary.type === 'conversion' ? primary.events : [{ kind: 'purchase' }];
  const answer = useAnswer('trend', {
    range: { last: DAYS, unit: 'day' },
    interval: 'month',
    series: [
      { events: [{ kind: 'page_view' }], aggregation: 'visitors' },
      { events, aggregation: 'visitors' },
    ],
  });
  const totals = answer.answered?.result.lines.map(({ total }) => total ?? 0) ?? [];
  const [seen = 0, did = 0] = totals;
  const typedRate = useSignal('');
  const typedVisitors = useSignal('');
  const rate = typedRate.value ? Number(typedRate.value) / 100 : seen > 0 ? did / seen : 0;
  const perDay = typedVisitors.value ? Number(typedVisitors.value) : (seen / DAYS) * trafficShare;
  const least = 'ratio' in primary.leastEffect ? primary.leastEffect.ratio : 0.05;
  const plan = useSignal<Plan | undefined>(undefined);
  const { failure, run } = useAttempt();
  const canPlan = rate > 0 && rate < 1 && perDay > 0;
  useEffect(() => {
    if (!canPlan) return;
    void run(async () => {
      const made = await planExperiment({
        value: rate,
        leastEffectRatio: least,
        variants: variants.length,
        visitorsPerDay: perDay,
        reading,
      });
      plan.value = made;
      onPlanned(made.visitors);
    });
  }, [rate, perDay, least, variants.length, reading]);
  return (
    <div class="stack">
      <QuestionSettings>
        <Input
          label={form.rateNow}
          type="number"
          min={0.01}
          max={99.9}
          step={0.01}
          value={typedRate.value || (rate > 0 ? String(Math.round(rate * 10_000) / 100) : '')}
          onChange={(typed) => {
            typedRate.value = typed;
          }}
        />
        <Input
          label={form.visitorsPerDay}
          type="number"
          min={1}
          value={typedVisitors.value || (perDay > 0 ? String(Math.round(perDay)) : '')}
          onChange={(typed) => {
            typedVisitors.value = typed;
          }}
        />
      </QuestionSettings>
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
