import { EventEditor } from '../../../builder/event-editor.tsx';
import { Select } from '../../../ui/field.tsx';
import type { ConditionOf } from '../condition.ts';
import { DuringEditor } from '../during-editor.tsx';
import { segmentWords } from '../words.ts';
import { ComparisonEditor } from './comparison-editor.tsx';
import { type EditorProps, withDuring } from './editor-props.ts';
import { CurrencyField, type MeasureChoice, MeasureField, measureOfKind } from './measure-fields.tsx';

/** A measure summed up over a visitor's events. */
export const AggregateEditor = ({ condition, onChange }: EditorProps<ConditionOf<'aggregate'>>) => {
  const text = segmentWords.value;
  const measure = { property: condition.property, currency: condition.currency };
  const setMeasure = (choice: MeasureChoice, of = condition.of) => {
    const { currency: _, ...rest } = condition;
    onChange({ ...rest, of, ...choice });
  };
  return (
    <>
      <Select
        label={text.aggregate}
        isLabelHidden
        value={condition.aggregate}
        choices={(['sum', 'average', 'minimum', 'maximum'] as const).map((name) => ({
          value: name,
          label: text.aggregates[name],
        }))}
        onChange={(aggregate) => onChange({ ...condition, aggregate })}
      />
      <MeasureField kind={condition.of.kind} choice={measure} onChange={setMeasure} />
      <span>{text.of}</span>
      <EventEditor
        label={text.event}
        event={condition.of}
        onChange={(of) => setMeasure(measureOfKind(of.kind, condition), of)}
      />
      <ComparisonEditor
        label={text.howOften}
        comparison={condition.compare}
        onChange={(compare) => onChange({ ...condition, compare })}
      />
      <CurrencyField kind={condition.of.kind} choice={measure} onChange={setMeasure} />
      <DuringEditor during={condition.during} onChange={(during) => onChange(withDuring(condition, during))} />
    </>
  );
};
