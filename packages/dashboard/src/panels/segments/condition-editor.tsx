import type { OperatorName, VisitorCondition } from '@telltale/query';
import { EventEditor } from '../../builder/event-editor.tsx';
import { isBare, operatorsByType } from '../../builder/operators.ts';
import { words } from '../../locales/index.ts';
import { kinds } from '../../state/catalog.ts';
import { propertyName } from '../../state/names.ts';
import { Input, Select } from '../../ui/field.tsx';
import { ValuesInput } from '../../ui/values-input.tsx';
import {
  type Aggregated,
  changeKind,
  conditionKindOf,
  conditionKinds,
  type Did,
  type DidNot,
  type Trait,
} from './condition.ts';
import { DuringEditor } from './during-editor.tsx';
import { segmentWords } from './words.ts';

interface EditorProps<Condition extends VisitorCondition> {
  condition: Condition;
  onChange: (condition: VisitorCondition) => void;
}

type Comparison = Aggregated['compare'];

const comparisons = ['at_least', 'at_most', 'exactly', 'more_than', 'less_than'] as const;

interface ComparisonEditorProps {
  label: string;
  comparison: Comparison;
  onChange: (comparison: Comparison) => void;
  /** What is counted, after the number. */
  noun?: string;
}

const ComparisonEditor = ({ label, comparison, onChange, noun }: ComparisonEditorProps) => {
  const text = segmentWords.value;
  return (
    <>
      <Select
        label={label}
        isLabelHidden
        value={comparison.operator}
        choices={comparisons.map((operator) => ({ value: operator, label: text.compare[operator] }))}
        onChange={(operator) => onChange({ ...comparison, operator })}
      />
      <span class="condition-number">
        <Input
          label={text.count}
          isLabelHidden
          type="number"
          min={0}
          value={String(comparison.value)}
          onChange={(value) => onChange({ ...comparison, value: Number(value) })}
        />
        {noun && <span>{noun}</span>}
      </span>
    </>
  );
};

const withDuring = <Condition extends VisitorCondition & { during?: unknown }>(
  condition: Condition,
  during: unknown,
): Condition => {
  const { during: _, ...rest } = condition;
  return (during === undefined ? rest : { ...rest, during }) as Condition;
};

const DidEditor = ({ condition, onChange }: EditorProps<Did>) => {
  const text = segmentWords.value;
  const times: Comparison = condition.times ?? { operator: 'at_least', value: 1 };
  return (
    <>
      <EventEditor label={text.event} event={condition.did} onChange={(did) => onChange({ ...condition, did })} />
      <ComparisonEditor
        label={text.howOften}
        comparison={times}
        onChange={(changed) => onChange({ ...condition, times: changed })}
        noun={text.times}
      />
      <DuringEditor during={condition.during} onChange={(during) => onChange(withDuring(condition, during))} />
    </>
  );
};

const DidNotEditor = ({ condition, onChange }: EditorProps<DidNot>) => (
  <>
    <EventEditor
      label={segmentWords.value.event}
      event={condition.didNot}
      onChange={(didNot) => onChange({ ...condition, didNot })}
    />
    <DuringEditor during={condition.during} onChange={(during) => onChange(withDuring(condition, during))} />
  </>
);

const measuresOf = (kind: string) =>
  (kinds.value.find((known) => known.kind === kind)?.properties ?? []).filter(({ role }) => role === 'measure');

const AggregateEditor = ({ condition, onChange }: EditorProps<Aggregated>) => {
  const text = segmentWords.value;
  const measures = measuresOf(condition.of.kind);
  const isMoney = measures.find(({ name }) => name === condition.property)?.type === 'money';
  const withMeasure = (of: Aggregated['of'], property: string): Aggregated => {
    const { currency = 'EUR', ...rest } = condition;
    const type = measuresOf(of.kind).find(({ name }) => name === property)?.type;
    return { ...rest, of, property, ...(type === 'money' && { currency }) };
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
      <Select
        label={text.measure}
        isLabelHidden
        value={condition.property}
        choices={[
          ...(condition.property ? [] : [{ value: '', label: '–' }]),
          ...measures.map((measure) => ({ value: measure.name, label: propertyName(measure) })),
        ]}
        onChange={(property) => onChange(withMeasure(condition.of, property))}
      />
      <span>{text.of}</span>
      <EventEditor
        label={text.event}
        event={condition.of}
        onChange={(of) =>
          onChange(
            withMeasure(of, of.kind === condition.of.kind ? condition.property : (measuresOf(of.kind)[0]?.name ?? '')),
          )
        }
      />
      <ComparisonEditor
        label={text.howOften}
        comparison={condition.compare}
        onChange={(compare) => onChange({ ...condition, compare })}
      />
      {isMoney && (
        <span class="condition-number">
          <Input
            label={text.currency}
            isLabelHidden
            value={condition.currency ?? ''}
            maxLength={3}
            onChange={(currency) => onChange({ ...condition, currency: currency.toUpperCase() })}
          />
        </span>
      )}
      <DuringEditor during={condition.during} onChange={(during) => onChange(withDuring(condition, during))} />
    </>
  );
};

const TRAIT_PREFIX = 'traits.';

/** The traits that the site has told of its customers so far. */
const knownTraits = () =>
  kinds.value
    .flatMap(({ properties }) => properties.map(({ name }) => name))
    .filter((name) => name.startsWith(TRAIT_PREFIX))
    .map((name) => name.slice(TRAIT_PREFIX.length));

const TraitEditor = ({ condition, onChange }: EditorProps<Trait>) => {
  const text = segmentWords.value;
  const setOperator = (operator: OperatorName) => {
    const { values = [], trait } = condition;
    onChange(isBare(operator) ? { trait, operator } : { trait, operator, values });
  };
  return (
    <>
      <Input
        label={text.trait}
        isLabelHidden
        value={condition.trait}
        maxLength={120}
        suggestions={knownTraits()}
        onChange={(trait) => onChange({ ...condition, trait })}
      />
      <Select
        label={words.value.operator}
        isLabelHidden
        value={condition.operator}
        choices={operatorsByType.text.map((name) => ({ value: name, label: words.value.operators[name] }))}
        onChange={setOperator}
      />
      {!isBare(condition.operator) && (
        <ValuesInput
          label={words.value.value}
          values={(condition.values ?? []).map(String)}
          suggestions={[]}
          onChange={(values) => onChange({ ...condition, values: [...values] })}
        />
      )}
    </>
  );
};

/** One condition as a row that reads like a sentence. */
export const ConditionEditor = ({ condition, onChange }: EditorProps<VisitorCondition>) => {
  const text = segmentWords.value;
  const kind = conditionKindOf(condition);
  if (!kind)
    return (
      <div class="condition">
        <code class="condition-foreign">{JSON.stringify(condition)}</code>
        <p class="is-quiet">{text.foreign}</p>
      </div>
    );
  return (
    <div class="condition">
      <Select
        label={text.condition}
        isLabelHidden
        value={kind}
        choices={conditionKinds.map((name) => ({ value: name, label: text.kinds[name] }))}
        onChange={(chosen) => onChange(changeKind(condition, chosen))}
      />
      {'did' in condition && <DidEditor condition={condition} onChange={onChange} />}
      {'didNot' in condition && <DidNotEditor condition={condition} onChange={onChange} />}
      {'aggregate' in condition && <AggregateEditor condition={condition} onChange={onChange} />}
      {'trait' in condition && <TraitEditor condition={condition} onChange={onChange} />}
    </div>
  );
};
