import { useSignal } from '@preact/signals';
import { useAttempt } from '../../api/use-attempt.ts';
import { isoDayAt } from '../../state/iso-day.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Input, Segmented } from '../../ui/field.tsx';
import { QuestionSettings } from '../../ui/question-settings.tsx';
import { AudienceEditor } from './audience-editor.tsx';
import { audienceWords } from './audience-words.ts';
import { changeExperiment, createExperiment, type Draft, type Experiment, type Metric } from './experiment.ts';
import { formWords } from './form-words.ts';
import { MetricEditor } from './metric-editor.tsx';
import { draftOf, idOf, newMetric } from './new-draft.ts';
import { PlanView } from './plan-view.tsx';
import { TextArea } from './text-area.tsx';
import { VariantsEditor } from './variants-editor.tsx';
import { experimentWords } from './words.ts';

interface ExperimentFormProps {
  /** Undefined for a new one. */
  experiment: Experiment | undefined;
  /** Groups and hold-outs that other experiments name. */
  known: { groups: readonly string[]; holdOuts: readonly string[] };
  onSaved: (id: string) => Promise<void>;
  onCancel: () => void;
}

interface MetricsProps {
  title: string;
  add: string;
  metrics: readonly Metric[];
  onChange: (metrics: Metric[]) => void;
}

const Metrics = ({ title, add, metrics, onChange }: MetricsProps) => (
  <div class="stack">
    {metrics.map((metric, place) => (
      // A metric has no identity but its place.
      <MetricEditor
        key={place}
        label={title}
        metric={metric}
        onChange={(changed) => onChange(metrics.map((other, at) => (at === place ? changed : other)))}
        onRemove={() => onChange(metrics.filter((_, at) => at !== place))}
      />
    ))}
    {metrics.length < 8 && (
      <div>
        <Button icon="plus" look="quiet" onClick={() => onChange([...metrics, newMetric('conversion')])}>
          {add}
        </Button>
      </div>
    )}
  </div>
);

/** Makes an experiment, or changes what may still be changed. */
export const ExperimentForm = ({ experiment, known, onSaved, onCancel }: ExperimentFormProps) => {
  const text = experimentWords.value;
  const form = formWords.value;
  const who = audienceWords.value;
  const draft = useSignal<Draft>(draftOf(experiment));
  const { failure, isWorking, run } = useAttempt();
  const {
    name,
    hypothesis,
    variants,
    primary,
    secondary,
    guardrails,
    reading,
    covariateDays,
    startAt,
    endAt,
    trafficShare,
  } = draft.value;
  const set = (change: Partial<Draft>) => {
    draft.value = { ...draft.value, ...change };
  };
  const isNew = experiment === undefined;
  const isFixed = !isNew && experiment.state !== 'draft';
  const id = isNew ? idOf(name) : experiment.id;
  return (
    <form
      class="stack experiments"
      onSubmit={(event) => {
        event.preventDefault();
        void run(async () => {
          const written = { ...draft.value, id };
          const kept = isNew ? await createExperiment(written) : await changeExperiment(experiment, written);
          await onSaved(kept.id);
        });
      }}
    >
      <Card title={isNew ? text.make : form.editTitle(experiment.name)}>
        <div class="stack">
          <Input label={text.name} value={name} maxLength={120} onChange={(value) => set({ name: value })} />
          <TextArea
            label={text.hypothesis}
            hint={form.hypothesisHint}
            value={hypothesis}
            onChange={(value) => set({ hypothesis: value })}
          />
          <QuestionSettings>
            <Input
              label={form.sharePercent}
              type="number"
              min={1}
              max={100}
              value={String(Math.round(trafficShare * 100))}
              onChange={(value) => set({ trafficShare: Math.min(1, Math.max(0.01, (Number(value) || 100) / 100)) })}
            />
            {!isFixed && (
              <Input
                label={who.startDay}
                type="date"
                value={startAt === null ? '' : isoDayAt(startAt, 'UTC')}
                onChange={(value) => set({ startAt: value ? Date.parse(`${value}T00:00:00Z`) : null })}
              />
            )}
            <Input
              label={form.endDay}
              type="date"
              value={endAt === null ? '' : isoDayAt(endAt, 'UTC')}
              onChange={(value) => set({ endAt: value ? Date.parse(`${value}T23:59:59Z`) : null })}
            />
          </QuestionSettings>
        </div>
      </Card>
      {!isFixed && (
        <Card title={who.title}>
          <AudienceEditor draft={draft.value} known={known} onChange={set} />
        </Card>
      )}
      <Card title={text.variants}>
        <VariantsEditor variants={variants} isFixed={isFixed} onChange={(changed) => set({ variants: changed })} />
      </Card>
      <Card title={form.metrics}>
        <div class="stack">
          {!isFixed && (
            <>
              <MetricEditor label={text.primary} metric={primary} onChange={(metric) => set({ primary: metric })} />
              <Segmented
                label={text.reading}
                value={reading}
                choices={(['sequential', 'fixed'] as const).map((value) => ({ value, label: text.readings[value] }))}
                onChange={(value) => set({ reading: value })}
              />
              <p class="is-quiet">{text.reads[reading]}</p>
              <Input
                label={who.covariateDays}
                type="number"
                min={0}
                max={90}
                value={String(covariateDays)}
                onChange={(days) => set({ covariateDays: Math.min(90, Math.max(0, Math.round(Number(days) || 0))) })}
              />
              <p class="is-quiet">{who.covariateHint}</p>
            </>
          )}
          <Metrics
            title={text.roles.secondary}
            add={form.addSecondary}
            metrics={secondary}
            onChange={(changed) => set({ secondary: changed })}
          />
          <Metrics
            title={text.roles.guardrail}
            add={form.addGuardrail}
            metrics={guardrails}
            onChange={(changed) => set({ guardrails: changed })}
          />
        </div>
      </Card>
      {!isFixed && (
        <Card title={form.duration}>
          <PlanView
            draft={draft.value}
            onPlanned={(visitors) => set({ plannedVisitors: Math.min(1_000_000_000, Math.max(100, visitors)) })}
          />
        </Card>
      )}
      <Failure text={failure.value} />
      <div class="experiment-actions">
        <Button type="submit" look="primary" disabled={isWorking.value || !name.trim() || !id}>
          {isNew ? form.saveDraft : text.save}
        </Button>
        <Button onClick={onCancel}>{form.cancel}</Button>
      </div>
    </form>
  );
};
