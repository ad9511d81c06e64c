import type { Duration } from '@telltale/query';
import { Input, Select } from '../../../ui/field.tsx';
import { segmentWords } from '../words.ts';

const units = ['minute', 'hour', 'day', 'week'] as const;

interface WithinEditorProps {
  within: Duration;
  onChange: (within: Duration) => void;
}

/** The time from the first event to the last. */
export const WithinEditor = ({ within, onChange }: WithinEditorProps) => {
  const text = segmentWords.value;
  return (
    <span class="condition-number">
      <span>{text.within}</span>
      <Input
        label={text.withinAmount}
        isLabelHidden
        type="number"
        min={1}
        value={Number.isNaN(within.amount) ? '' : String(within.amount)}
        onChange={(amount) => onChange({ ...within, amount: amount === '' ? Number.NaN : Number(amount) })}
      />
      <Select
        label={text.withinUnit}
        isLabelHidden
        value={units.find((unit) => unit === within.unit) ?? 'day'}
        choices={units.map((unit) => ({ value: unit, label: text.withinUnits[unit] }))}
        onChange={(unit) => onChange({ ...within, unit })}
      />
    </span>
  );
};
