import { formats } from '../../locales/index.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { EventsEditor } from './events-editor.tsx';
import { type DraftExclusion, type FunnelDraft, neededSteps } from './funnel-draft.ts';
import { funnelWords } from './words.ts';

interface ExclusionsEditorProps {
  draft: FunnelDraft;
  onChange: (exclusions: readonly DraftExclusion[]) => void;
}

const MOST_EXCLUSIONS = 10;

interface StepSelectProps {
  label: string;
  value: number;
  steps: readonly number[];
  onChange: (step: number) => void;
}

const StepSelect = ({ label, value, steps, onChange }: StepSelectProps) => (
  <Select
    label={label}
    value={String(value)}
    choices={steps.map((step) => ({ value: String(step), label: funnelWords.value.step(step) }))}
    onChange={(step) => onChange(Number(step))}
  />
);

/** What must not happen between two steps. */
export const ExclusionsEditor = ({ draft, onChange }: ExclusionsEditorProps) => {
  const text = funnelWords.value;
  const { exclusions } = draft;
  const needed = neededSteps(draft);
  const [first = 1] = needed;
  const last = needed.at(-1) ?? draft.steps.length;
  const replace = (index: number, changed: DraftExclusion) =>
    onChange(exclusions.map((other, place) => (place === index ? changed : other)));
  return (
    <div class="field">
      <span class="field-label">{text.exclusions}</span>
      {draft.order === 'any_order' ? (
        <span class="is-quiet">{text.noExclusionsInAnyOrder}</span>
      ) : (
        <>
          <ul class="exclusions">
            {exclusions.map((exclusion, index) => (
              // Exclusions are told apart by their place alone: two may be alike.
              <li class="exclusion" key={index}>
                <div class="exclusion-head">
                  <div class="step-events">
                    <EventsEditor
                      events={exclusion.events}
                      labelOf={(place) => text.excludedEvent(formats.value.number(index + 1), place + 1)}
                      onChange={(events) => replace(index, { ...exclusion, events })}
                    />
                  </div>
                  <IconButton
                    icon="close"
                    isSmall
                    label={text.removeExclusion(formats.value.number(index + 1))}
                    onClick={() => onChange(exclusions.filter((_, place) => place !== index))}
                  />
                </div>
                <div class="exclusion-between">
                  <StepSelect
                    label={text.after}
                    value={exclusion.from}
                    steps={needed.filter((step) => step < last)}
                    onChange={(from) =>
                      replace(index, {
                        ...exclusion,
                        from,
                        to: Math.max(exclusion.to, needed.find((step) => step > from) ?? last),
                      })
                    }
                  />
                  <StepSelect
                    label={text.before}
                    value={exclusion.to}
                    steps={needed.filter((step) => step > exclusion.from)}
                    onChange={(to) => replace(index, { ...exclusion, to })}
                  />
                </div>
              </li>
            ))}
          </ul>
          <Button
            look="quiet"
            icon="plus"
            isSmall
            disabled={exclusions.length >= MOST_EXCLUSIONS}
            onClick={() => onChange([...exclusions, { events: [{ kind: 'error' }], from: first, to: last }])}
          >
            {text.addExclusion}
          </Button>
        </>
      )}
    </div>
  );
};
