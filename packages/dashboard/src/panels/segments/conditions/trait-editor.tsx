import type { OperatorName } from '@telltale/query';
import { isBare, operatorsByType } from '../../../builder/operators.ts';
import { words } from '../../../locales/index.ts';
import { kinds } from '../../../state/catalog.ts';
import { Input, Select } from '../../../ui/field.tsx';
import { ValuesInput } from '../../../ui/values-input.tsx';
import type { ConditionOf } from '../condition.ts';
import { segmentWords } from '../words.ts';
import type { EditorProps } from './editor-props.ts';

const TRAIT_PREFIX = 'traits.';

/** The traits that the site has told of its customers so far. */
const knownTraits = () =>
  kinds.value
    .flatMap(({ properties }) => properties.map(({ name }) => name))
    .filter((name) => name.startsWith(TRAIT_PREFIX))
    .map((name) => name.slice(TRAIT_PREFIX.length));

/** A customer's trait. */
export const TraitEditor = ({ condition, onChange }: EditorProps<ConditionOf<'trait'>>) => {
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
