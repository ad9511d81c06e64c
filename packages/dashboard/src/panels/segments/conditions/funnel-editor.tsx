import { Select } from '../../../ui/field.tsx';
import type { ConditionOf } from '../condition.ts';
import { DuringEditor } from '../during-editor.tsx';
import { segmentWords } from '../words.ts';
import type { EditorProps } from './editor-props.ts';
import { StepListEditor } from './step-list-editor.tsx';
import { WithinEditor } from './within-editor.tsx';

type FunnelCondition = ConditionOf<'funnel'>;

const MOST_STEPS = 20;
const outcomes = ['reached', 'converted', 'dropped', 'open'] as const;

/** What became of the visitor in a funnel. Settings that only a link or a program makes are kept as they are. */
export const FunnelEditor = ({ condition, onChange }: EditorProps<FunnelCondition>) => {
  const text = segmentWords.value;
  const { funnel, outcome, step } = condition;
  const stepCount = funnel.steps.length;
  // Everyone converted at the last step; everyone who entered reached the first.
  const steps = Array.from({ length: stepCount - 1 }, (_, index) => index + 1);
  const setOutcome = (chosen: FunnelCondition['outcome'], at: number | undefined) => {
    const { step: _, ...rest } = condition;
    const isAt = chosen === 'reached' ? (at ?? 1) : chosen === 'converted' || chosen === 'excluded' ? undefined : at;
    onChange({ ...rest, outcome: chosen, ...(isAt !== undefined && { step: isAt }) });
  };
  return (
    <>
      <Select
        label={text.outcome}
        isLabelHidden
        value={outcome}
        choices={[...outcomes, ...(outcome === 'excluded' ? (['excluded'] as const) : [])].map((value) => ({
          value,
          label: text.outcomes[value],
        }))}
        onChange={(chosen) => setOutcome(chosen, step)}
      />
      {outcome !== 'converted' && outcome !== 'excluded' && (
        <Select
          label={text.atStep}
          isLabelHidden
          value={step === undefined ? '' : String(step)}
          choices={[
            ...(outcome === 'reached' ? [] : [{ value: '', label: text.anyStep }]),
            ...steps.map((number) => ({ value: String(number), label: text.step(number) })),
            ...(outcome === 'reached' ? [{ value: String(stepCount), label: text.step(stepCount) }] : []),
          ]}
          onChange={(chosen) => setOutcome(outcome, chosen === '' ? undefined : Number(chosen))}
        />
      )}
      <StepListEditor
        steps={funnel.steps.map(({ events }) => events)}
        most={MOST_STEPS}
        onChange={(steps) =>
          onChange({
            ...condition,
            ...(step !== undefined && step > steps.length && { step: 1 }),
            funnel: {
              ...funnel,
              // What only a link or a program says of a step stays with it.
              steps: steps.map((events, index) => {
                const isInPlace = steps.length === funnel.steps.length;
                const before = isInPlace ? funnel.steps[index] : funnel.steps.find((known) => known.events === events);
                return { ...before, events: [...events] };
              }),
            },
          })
        }
      />
      <WithinEditor
        within={funnel.conversionWindow ?? { amount: 14, unit: 'day' }}
        onChange={(conversionWindow) => onChange({ ...condition, funnel: { ...funnel, conversionWindow } })}
      />
      <span>{text.entered}</span>
      <DuringEditor
        isNeeded
        during={funnel.range}
        onChange={(range) => range && onChange({ ...condition, funnel: { ...funnel, range } })}
      />
    </>
  );
};
