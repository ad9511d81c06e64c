import { useLayoutEffect, useRef } from 'preact/hooks';
import { commonProperties } from '../../state/catalog.ts';
import { propertyName } from '../../state/names.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Input, Segmented, Select } from '../../ui/field.tsx';
import { type FunnelDraft, isWindowUsable, moved } from './funnel-draft.ts';
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

  const setSteps = (steps: FunnelDraft['steps']) => onChange({ ...draft, steps });
  const dimensions = commonProperties.value.filter(({ role, name }) => role === 'dimension' && !/Id$/.test(name));

  return (
    <div class="stack">
      <Card title={text.build}>
        <ol class="steps-list" ref={list}>
          {draft.steps.map((events, index) => (
            // Steps are told apart by their place alone: two may be alike.
            <StepEditor
              key={index}
              index={index}
              stepCount={draft.steps.length}
              events={events}
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
            setSteps([...draft.steps, [{ kind: draft.steps.at(-1)?.[0]?.kind ?? 'page_view' }]]);
          }}
        >
          {text.addStep}
        </Button>
      </Card>
      <Card title={text.settings}>
        <div class="funnel-settings">
          <fieldset class="field">
            <legend class="field-label">{text.window}</legend>
            <div class="funnel-window">
              <Input
                label={text.windowAmount}
                isLabelHidden
                type="number"
                min={1}
                value={Number.isNaN(draft.windowAmount) ? '' : String(draft.windowAmount)}
                error={isWindowUsable(draft) ? undefined : text.windowWrong}
                onChange={(amount) =>
                  onChange({ ...draft, windowAmount: amount === '' ? Number.NaN : Number(amount) }, true)
                }
              />
              <Select
                label={text.windowUnit}
                isLabelHidden
                value={draft.windowUnit}
                choices={(['minute', 'hour', 'day', 'week'] as const).map((unit) => ({
                  value: unit,
                  label: text.units[unit],
                }))}
                onChange={(windowUnit) => onChange({ ...draft, windowUnit })}
              />
            </div>
          </fieldset>
          <Select
            label={text.breakdown}
            value={draft.breakdown}
            choices={[
              { value: '', label: text.noBreakdown },
              ...dimensions.map((property) => ({ value: property.name, label: propertyName(property) })),
            ]}
            onChange={(breakdown) => onChange({ ...draft, breakdown })}
          />
          <div class="field">
            <span class="field-label" aria-hidden="true">
              {text.order}
            </span>
            <Segmented
              label={text.order}
              value={draft.order}
              choices={(['ordered', 'strict', 'any_order'] as const).map((order) => ({
                value: order,
                label: text.orders[order],
              }))}
              onChange={(order) => onChange({ ...draft, order })}
            />
            <span class="is-quiet">{text.orderHints[draft.order]}</span>
          </div>
          <div class="field">
            <span class="field-label" aria-hidden="true">
              {text.counted}
            </span>
            <Segmented
              label={text.counted}
              value={draft.unit}
              choices={(['visitor', 'session'] as const).map((unit) => ({
                value: unit,
                label: text.countedUnits[unit],
              }))}
              onChange={(unit) => onChange({ ...draft, unit })}
            />
          </div>
        </div>
      </Card>
    </div>
  );
};
