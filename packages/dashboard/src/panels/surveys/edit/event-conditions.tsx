import { typedValues, valueTexts } from '../../../builder/filter-values.ts';
import { type FilterableProperty, filterableProperty } from '../../../builder/property-choices.ts';
import { formats, words } from '../../../locales/index.ts';
import { kinds } from '../../../state/catalog.ts';
import { propertyName, valueName } from '../../../state/names.ts';
import type { WrittenSurvey } from '../../../state/surveys.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Select } from '../../../ui/field.tsx';
import { ValuesInput } from '../../../ui/values-input.tsx';
import { editWords } from './words.ts';

type Trigger = Extract<WrittenSurvey['rules']['triggers'][number], { on: 'event' }>;
type Condition = Trigger['filters'][number];

const MOST_CONDITIONS = 10;

/** What the tag can compare, the likeliest first. */
const operatorsOf = ({ type }: FilterableProperty): readonly Condition['operator'][] => {
  if (type === 'boolean') return ['is'];
  return type === 'text' ? ['is', 'is_not', 'contains'] : ['at_least', 'at_most', 'is', 'is_not'];
};

interface EventConditionsProps {
  trigger: Trigger;
  onChange: (trigger: Trigger) => void;
}

/** Conditions on the properties of the event that brings a survey: all of them hold. The tag knows no others than the event's own. */
export const EventConditions = ({ trigger, onChange }: EventConditionsProps) => {
  const text = editWords.value;
  const { kind, filters } = trigger;
  const known = (kinds.value.find((one) => one.kind === kind)?.properties ?? [])
    .filter(({ type }) => type !== 'map')
    .map((property) => ({ value: property.name, label: propertyName(property) }));
  const [first] = known;
  const set = (changed: Condition[]) => onChange({ ...trigger, filters: changed });
  const change = (at: number, changed: Partial<Condition>) =>
    set(filters.map((condition, index) => (index === at ? { ...condition, ...changed } : condition)));
  const begin = (property: string): Condition => ({
    property,
    operator: operatorsOf(filterableProperty(property, kind))[0] ?? 'is',
    values: [],
  });
  return (
    <div class="survey-conditions">
      {filters.map((condition, at) => {
        const property = filterableProperty(condition.property, kind);
        const isKnown = known.some(({ value }) => value === condition.property);
        const operators = operatorsOf(property);
        return (
          // A condition is told apart by its place alone.
          <fieldset class="survey-condition" key={at}>
            <legend class="visually-hidden">{text.conditionNumber(formats.value.number(at + 1))}</legend>
            <Select
              label={words.value.property}
              value={condition.property}
              choices={isKnown ? known : [...known, { value: condition.property, label: condition.property }]}
              onChange={(name) => change(at, begin(name))}
            />
            <Select
              label={words.value.operator}
              value={condition.operator}
              choices={[...new Set([...operators, condition.operator])].map((operator) => ({
                value: operator,
                label: words.value.operators[operator],
              }))}
              onChange={(operator) => change(at, { operator })}
            />
            <ValuesInput
              label={words.value.value}
              values={valueTexts(condition.values)}
              suggestions={property.values}
              inputMode={property.type === 'number' || property.type === 'money' ? 'decimal' : 'text'}
              nameOf={(value) => valueName(condition.property, value)}
              onChange={(values) => change(at, { values: typedValues(property.type, values) })}
            />
            <IconButton
              icon="close"
              label={text.removeCondition(formats.value.number(at + 1))}
              onClick={() => set(filters.filter((_, index) => index !== at))}
            />
          </fieldset>
        );
      })}
      {first && filters.length < MOST_CONDITIONS && (
        <div>
          <Button icon="filter" isSmall look="quiet" onClick={() => set([...filters, begin(first.value)])}>
            {text.addCondition}
          </Button>
        </div>
      )}
    </div>
  );
};
