import { EventEditor } from '../../../builder/event-editor.tsx';
import { formats } from '../../../locales/index.ts';
import { Input, Select } from '../../../ui/field.tsx';
import type { ConditionOf } from '../condition.ts';
import { DuringEditor } from '../during-editor.tsx';
import { segmentWords } from '../words.ts';
import { type EditorProps, withDuring } from './editor-props.ts';
import { CurrencyField, type MeasureChoice, MeasureField, measureOfKind } from './measure-fields.tsx';

const DEFAULT_REGULAR_FROM = 4;

/** Buys once, now and then, or regularly. */
export const BuyerEditor = ({ condition, onChange }: EditorProps<ConditionOf<'buyer'>>) => {
  const text = segmentWords.value;
  return (
    <>
      <Select
        label={text.buyerKind}
        isLabelHidden
        value={condition.buyer}
        choices={(['one_off', 'occasional', 'regular'] as const).map((value) => ({ value, label: text.buyers[value] }))}
        onChange={(buyer) => onChange({ ...condition, buyer })}
      />
      <span>{text.of}</span>
      <EventEditor label={text.event} event={condition.of} onChange={(of) => onChange({ ...condition, of })} />
      {condition.buyer !== 'one_off' && (
        <span class="condition-number">
          <span>{text.regularFrom}</span>
          <Input
            label={text.regularFrom}
            isLabelHidden
            type="number"
            min={3}
            value={String(condition.regularFrom ?? DEFAULT_REGULAR_FROM)}
            onChange={(orders) => onChange({ ...condition, regularFrom: Number(orders) })}
          />
          <span>{text.orders}</span>
        </span>
      )}
      <DuringEditor during={condition.during} onChange={(during) => onChange(withDuring(condition, during))} />
    </>
  );
};

const figures = ['recency', 'frequency', 'monetary'] as const;
const fifths = [1, 2, 3, 4, 5];

interface FifthsProps {
  legend: string;
  chosen: readonly number[];
  onChange: (chosen: number[]) => void;
}

/** Which fifths of the buyers, 5 the best. */
const Fifths = ({ legend, chosen, onChange }: FifthsProps) => (
  <fieldset class="fifths">
    <legend>{legend}</legend>
    {fifths.map((fifth) => (
      <label key={fifth}>
        <input
          type="checkbox"
          checked={chosen.includes(fifth)}
          onChange={({ currentTarget }) =>
            onChange(fifths.filter((other) => (other === fifth ? currentTarget.checked : chosen.includes(other))))
          }
        />
        {formats.value.number(fifth)}
      </label>
    ))}
  </fieldset>
);

/** In which fifths of all buyers: by when, how often and for how much they bought. */
export const RfmEditor = ({ condition, onChange }: EditorProps<ConditionOf<'rfm'>>) => {
  const text = segmentWords.value;
  const measure = measureOfKind(condition.rfm.kind, condition);
  const setMeasure = (choice: MeasureChoice, rfm = condition.rfm) => {
    const { currency: _, ...rest } = condition;
    onChange({ ...rest, rfm, ...choice });
  };
  return (
    <>
      <EventEditor
        label={text.event}
        event={condition.rfm}
        onChange={(rfm) => setMeasure(measureOfKind(rfm.kind, condition), rfm)}
      />
      <MeasureField kind={condition.rfm.kind} choice={measure} onChange={setMeasure} />
      <CurrencyField kind={condition.rfm.kind} choice={measure} onChange={setMeasure} />
      <div class="rfm">
        {figures.map((figure) => (
          <Fifths
            key={figure}
            legend={text.rfm[figure]}
            chosen={condition[figure] ?? []}
            onChange={(chosen) => {
              const { [figure]: _, ...rest } = condition;
              onChange(chosen.length > 0 ? { ...rest, [figure]: chosen } : rest);
            }}
          />
        ))}
        <p class="is-quiet">{text.fifthsHint}</p>
      </div>
      <DuringEditor during={condition.during} onChange={(during) => onChange(withDuring(condition, during))} />
    </>
  );
};
