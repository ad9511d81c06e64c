import { kinds } from '../../../state/catalog.ts';
import { propertyName } from '../../../state/names.ts';
import { Input, Select } from '../../../ui/field.tsx';
import { segmentWords } from '../words.ts';

/** A measure and, of money, its currency. */
export interface MeasureChoice {
  property: string;
  currency?: string | undefined;
}

const DEFAULT_CURRENCY = 'EUR';

const measuresOf = (kind: string) =>
  (kinds.value.find((known) => known.kind === kind)?.properties ?? []).filter(({ role }) => role === 'measure');

/** The measure of a kind of event: the same one where the kind has it, otherwise its first. */
export const measureOfKind = (
  kind: string,
  { property, currency = DEFAULT_CURRENCY }: MeasureChoice,
): MeasureChoice => {
  const measures = measuresOf(kind);
  const found = measures.find(({ name }) => name === property) ?? measures[0];
  return { property: found?.name ?? '', ...(found?.type === 'money' && { currency }) };
};

interface MeasureFieldsProps {
  kind: string;
  choice: MeasureChoice;
  onChange: (choice: MeasureChoice) => void;
}

/** Which measure of an event. */
export const MeasureField = ({ kind, choice, onChange }: MeasureFieldsProps) => (
  <Select
    label={segmentWords.value.measure}
    isLabelHidden
    value={choice.property}
    choices={[
      ...(choice.property ? [] : [{ value: '', label: '–' }]),
      ...measuresOf(kind).map((measure) => ({ value: measure.name, label: propertyName(measure) })),
    ]}
    onChange={(property) => onChange(measureOfKind(kind, { ...choice, property }))}
  />
);

/** In which currency, where the measure is money. */
export const CurrencyField = ({ kind, choice, onChange }: MeasureFieldsProps) =>
  measuresOf(kind).find(({ name }) => name === choice.property)?.type === 'money' ? (
    <span class="condition-number">
      <Input
        label={segmentWords.value.currency}
        isLabelHidden
        value={choice.currency ?? ''}
        maxLength={3}
        onChange={(currency) => onChange({ ...choice, currency: currency.toUpperCase() })}
      />
    </span>
  ) : null;
