import { useSignal } from '@preact/signals';
import type { PropertyFilter } from '@telltale/query';
import { words } from '../locales/index.ts';
import { valueName } from '../state/names.ts';
import { Button } from '../ui/button.tsx';
import { Input, Select } from '../ui/field.tsx';
import { ValuesInput } from '../ui/values-input.tsx';
import './builder.css';
import { typedValues, valueTexts } from './filter-values.ts';
import { isBare, isEnough, operatorsByType } from './operators.ts';
import { filterableProperty, propertyChoices } from './property-choices.ts';
import { useKnownValues } from './use-known-values.ts';

interface FilterEditorProps {
  /** The filter to change; a new one without it. */
  filter?: PropertyFilter | undefined;
  /** The event kind whose properties are offered beside those that all events have. */
  kind?: string | undefined;
  onApply: (filter: PropertyFilter) => void;
}

const DEFAULT_CURRENCY = 'EUR';

/** A condition on one property: which, how, with what. */
export const FilterEditor = ({ filter, kind, onApply }: FilterEditorProps) => {
  const groups = propertyChoices(kind);
  const property = useSignal(filter?.property ?? groups[0]?.choices[0]?.value ?? 'path');
  const { type, values: onlyValues } = filterableProperty(property.value, kind);
  const operators = operatorsByType[type];
  const chosenOperator = useSignal(filter?.operator);
  const operator = operators.find((name) => name === chosenOperator.value) ?? operators[0] ?? 'is';
  const texts = useSignal<readonly string[]>(valueTexts(filter?.values));
  const currency = useSignal(filter?.currency ?? DEFAULT_CURRENCY);
  const seenValues = useKnownValues(property.value, kind, type === 'text' && onlyValues.length === 0);
  const draft = useSignal('');
  const typed = draft.value.trim();
  const values = typedValues(type, typed && !texts.value.includes(typed) ? [...texts.value, typed] : texts.value);
  const isComplete = isEnough(operator, values.length);

  return (
    <form
      class="filter-editor"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isComplete) return;
        onApply({
          property: property.value,
          operator,
          ...(!isBare(operator) && { values }),
          ...(type === 'money' && !isBare(operator) && { currency: currency.value }),
        });
      }}
    >
      <Select
        label={words.value.property}
        value={property.value}
        groups={groups}
        onChange={(name) => {
          property.value = name;
          texts.value = [];
          draft.value = '';
        }}
      />
      <Select
        label={words.value.operator}
        value={operator}
        choices={operators.map((name) => ({ value: name, label: words.value.operators[name] }))}
        onChange={(name) => {
          chosenOperator.value = name;
        }}
      />
      {!isBare(operator) && (
        <ValuesInput
          label={words.value.value}
          values={texts.value}
          onChange={(changed) => {
            texts.value = changed;
          }}
          draft={draft}
          suggestions={onlyValues.length > 0 ? onlyValues : seenValues}
          inputMode={type === 'number' || type === 'money' ? 'decimal' : 'text'}
          nameOf={(value) => valueName(property.value, value)}
        />
      )}
      {type === 'money' && !isBare(operator) && (
        <Input
          label={words.value.currency}
          value={currency.value}
          maxLength={3}
          onChange={(text) => {
            currency.value = text.toUpperCase();
          }}
        />
      )}
      <Button type="submit" look="primary" disabled={!isComplete}>
        {words.value.apply}
      </Button>
    </form>
  );
};
