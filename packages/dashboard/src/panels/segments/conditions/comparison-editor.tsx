import { Input, Select } from '../../../ui/field.tsx';
import type { ConditionOf } from '../condition.ts';
import { segmentWords } from '../words.ts';

/** A number and how it is compared. */
export type Comparison = ConditionOf<'aggregate'>['compare'];

const comparisons = ['at_least', 'at_most', 'exactly', 'more_than', 'less_than'] as const;

interface ComparisonEditorProps {
  label: string;
  comparison: Comparison;
  onChange: (comparison: Comparison) => void;
  /** What is counted, after the number. */
  noun?: string;
}

/** At least, at most, exactly so many. */
export const ComparisonEditor = ({ label, comparison, onChange, noun }: ComparisonEditorProps) => {
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
