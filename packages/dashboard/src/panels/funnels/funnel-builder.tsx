import { useLayoutEffect, useRef } from 'preact/hooks';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { canBeOptional, type DraftStep, type FunnelDraft, moved, withSteps } from './funnel-draft.ts';
import { FunnelSettings } from './funnel-settings.tsx';
import { StepEditor } from './step-editor.tsx';
import { funnelWords } from './words.ts';

interface FunnelBuilderProps {
  draft: FunnelDraft;
  /** `isTyping` while a number is being typed: such steps are not worth going back to. */
  onChange: (draft: FunnelDraft, isTyping?: boolean) => void;
}

const MOST_STEPS = 20;

/** The steps and the settings of a funnel. */
export const FunnelBuilder = ({ draft, onChange }: FunnelBuilderProps) => {
  const text = funnelWords.value;
  const list = useRef<HTMLOListElement>(null);
  // The control that shall have the focus once the steps stand in their new places.
  const nextFocus = useRef('');

  useLayoutEffect(() => {
    if (!nextFocus.current) return;
    list.current?.querySelector<HTMLElement>(nextFocus.current)?.focus();
    nextFocus.current = '';
  }, [draft]);

  const setSteps = (steps: readonly DraftStep[]) => onChange(withSteps(draft, steps));

  return (
    <div class="stack">
      <Card title={text.build}>
        <ol class="steps-list" ref={list}>
          {draft.steps.map((step, index) => (
            // Steps are told apart by their place alone: two may be alike.
            <StepEditor
              key={index}
              index={index}
              stepCount={draft.steps.length}
              step={step}
              canBeOptional={canBeOptional(draft, index)}
              onChange={(changed) => setSteps(draft.steps.map((other, place) => (place === index ? changed : other)))}
              onMove={(to) => {
                nextFocus.current = `[data-step="${to}"] [data-control="${to < index ? 'up' : 'down'}"]`;
                announce(text.moved(to + 1));
                setSteps(moved(draft.steps, index, to));
              }}
              onRemove={() => {
                nextFocus.current = `[data-step="${Math.min(index, draft.steps.length - 2)}"] [data-control="remove"]`;
                setSteps(draft.steps.filter((_, place) => place !== index));
              }}
            />
          ))}
        </ol>
        <Button
          icon="plus"
          disabled={draft.steps.length >= MOST_STEPS}
          onClick={() => {
            nextFocus.current = `[data-step="${draft.steps.length}"] select`;
            const kind = draft.steps.at(-1)?.events[0]?.kind ?? 'page_view';
            setSteps([...draft.steps, { events: [{ kind }], isOptional: false }]);
          }}
        >
          {text.addStep}
        </Button>
      </Card>
      <FunnelSettings draft={draft} onChange={onChange} />
    </div>
  );
};
