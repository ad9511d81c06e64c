import type { EventReference } from '@telltale/query';
import { EventEditor } from '../../builder/event-editor.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Input, Select } from '../../ui/field.tsx';
import { QuestionSettings } from '../../ui/question-settings.tsx';
import type { Metric } from './experiment.ts';
import { formWords } from './form-words.ts';
import { metricTypes, newMetric } from './new-draft.ts';
import { experimentWords } from './words.ts';

interface MetricEditorProps {
  /** What the metric is for, such as "What decides". */
  label: string;
  metric: Metric;
  onChange: (metric: Metric) => void;
  onRemove?: () => void;
}

const vitals = ['LCP', 'INP', 'CLS', 'FCP', 'TTFB'] as const;

interface EventsProps {
  events: readonly EventReference[];
  label: string;
  onChange: (events: EventReference[]) => void;
}

const Events = ({ events, label, onChange }: EventsProps) => (
  <>
    {events.map((event, place) => (
      // An alternative has no identity but its place.
      <EventEditor
        key={place}
        label={label}
        event={event}
        onChange={(changed) => onChange(events.map((other, at) => (at === place ? changed : other)))}
      />
    ))}
  </>
);

/** What of its own a type of metric is told. */
const Own = ({ label, metric, onChange }: Omit<MetricEditorProps, 'onRemove'>) => {
  const form = formWords.value;
  if (metric.type === 'web_vital')
    return (
      <Select
        label={form.vital}
        value={metric.vital}
        choices={vitals.map((value) => ({ value, label: value }))}
        onChange={(vital) => onChange({ ...metric, vital })}
      />
    );
  if (metric.type === 'survey_score')
    return (
      <Input label={form.survey} value={metric.survey} isCode onChange={(survey) => onChange({ ...metric, survey })} />
    );
  if (metric.type === 'funnel')
    return (
      <div class="stack">
        {metric.steps.map((step, place) => (
          <Events
            key={place}
            label={form.step(place + 1)}
            events={step.events}
            onChange={(events) =>
              onChange({
                ...metric,
                steps: metric.steps.map((other, at) => (at === place ? { ...step, events } : other)),
              })
            }
          />
        ))}
        {metric.steps.length < 6 && (
          <Button
            isSmall
            look="quiet"
            icon="plus"
            onClick={() => onChange({ ...metric, steps: [...metric.steps, { events: [{ kind: 'purchase' }] }] })}
          >
            {form.addStep}
          </Button>
        )}
      </div>
    );
  if (metric.type === 'revenue' || metric.type === 'order_value')
    return (
      <Input
        label={form.currency}
        value={metric.currency}
        maxLength={3}
        isCode
        onChange={(currency) => onChange({ ...metric, currency: currency.toUpperCase() })}
      />
    );
  return <Events label={label} events={metric.events} onChange={(events) => onChange({ ...metric, events })} />;
};

/** One metric: what is measured, within which time, and from when on it matters. */
export const MetricEditor = ({ label, metric, onChange, onRemove }: MetricEditorProps) => {
  const text = experimentWords.value;
  const form = formWords.value;
  const { window, leastEffect } = metric;
  const least = 'ratio' in leastEffect ? leastEffect.ratio * 100 : leastEffect.absolute;
  return (
    <fieldset class="metric-editor">
      <legend>{label}</legend>
      <QuestionSettings>
        <Select
          label={form.measures}
          value={metric.type}
          choices={metricTypes.map((value) => ({ value, label: text.types[value] }))}
          onChange={(type) => onChange(newMetric(type))}
        />
        <Input
          label={form.metricTitle}
          value={metric.title ?? ''}
          maxLength={120}
          onChange={(title) => {
            const { title: _, ...rest } = metric;
            onChange(title ? { ...rest, title } : rest);
          }}
        />
        <Input
          label={form.withinDays}
          type="number"
          min={1}
          max={90}
          value={String(window.unit === 'day' ? window.amount : 7)}
          onChange={(days) => onChange({ ...metric, window: { amount: Math.max(1, Number(days) || 1), unit: 'day' } })}
        />
        <Input
          label={'ratio' in leastEffect ? form.leastPercent : form.leastAbsolute}
          type="number"
          min={0.1}
          step={0.1}
          value={String(Math.round(least * 100) / 100)}
          onChange={(typed) => {
            const value = Math.max(0.1, Number(typed) || 0.1);
            onChange({
              ...metric,
              leastEffect: 'ratio' in leastEffect ? { ratio: value / 100 } : { absolute: value },
            });
          }}
        />
        {onRemove && <IconButton icon="close" label={form.removeMetric} onClick={onRemove} />}
      </QuestionSettings>
      <Own label={label} metric={metric} onChange={onChange} />
    </fieldset>
  );
};
