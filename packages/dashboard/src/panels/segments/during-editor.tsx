import type { Range } from '@telltale/query';
import { Input, Select } from '../../ui/field.tsx';
import { segmentWords } from './words.ts';

interface DuringEditorProps {
  during: Range | undefined;
  onChange: (during: Range | undefined) => void;
  /** Some time must be named. */
  isNeeded?: boolean;
}

const FIRST_DAYS = 30;

/** When it happened: ever, or in the last so many days. A fixed time from a link stays until another is chosen. */
export const DuringEditor = ({ during, onChange, isNeeded = false }: DuringEditorProps) => {
  const text = segmentWords.value;
  const isLastDays = during !== undefined && 'last' in during && during.unit === 'day';
  const mode = during === undefined ? 'ever' : isLastDays ? 'last' : 'fixed';
  return (
    <>
      <Select
        label={text.when}
        isLabelHidden
        value={mode}
        choices={[
          ...(isNeeded ? [] : [{ value: 'ever' as const, label: text.ever }]),
          { value: 'last' as const, label: text.lastDays },
          ...(mode === 'fixed' ? [{ value: 'fixed' as const, label: text.fixedTime }] : []),
        ]}
        onChange={(chosen) => {
          if (chosen === 'ever') onChange(undefined);
          if (chosen === 'last') onChange({ last: FIRST_DAYS, unit: 'day' });
        }}
      />
      {isLastDays && (
        <span class="condition-number">
          <Input
            label={text.days}
            isLabelHidden
            type="number"
            min={1}
            max={10_000}
            value={String(during.last)}
            onChange={(days) => onChange({ last: Math.max(1, Math.round(Number(days)) || 1), unit: 'day' })}
          />
          <span>{text.daysUnit}</span>
        </span>
      )}
    </>
  );
};
