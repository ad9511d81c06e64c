import { formats } from '../../locales/index.ts';
import { IconButton } from '../../ui/button.tsx';
import { DragHandle } from '../../ui/drag-handle.tsx';
import { EventsEditor } from './events-editor.tsx';
import type { DraftStep } from './funnel-draft.ts';
import { funnelWords } from './words.ts';

interface StepEditorProps {
  /** Counted from 0. */
  index: number;
  stepCount: number;
  step: DraftStep;
  canBeOptional: boolean;
  onChange: (step: DraftStep) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

const FEWEST_STEPS = 2;

/** One step: its event or events, whether it can be skipped, its place among the others. */
export const StepEditor = ({ index, stepCount, step, canBeOptional, onChange, onMove, onRemove }: StepEditorProps) => {
  const text = funnelWords.value;
  const number = index + 1;
  return (
    <li class="step" data-step={index}>
      <div class="step-place">
        <span class="step-number" aria-hidden="true">
          {formats.value.number(number)}
        </span>
        <DragHandle onDrop={(to) => to !== index && onMove(to)} />
      </div>
      <div class="step-events">
        <EventsEditor
          events={step.events}
          labelOf={(place) => (place === 0 ? text.step(number) : text.alternative(number, place + 1))}
          onChange={(events) => onChange({ ...step, events })}
        />
        {canBeOptional && (
          <label class="step-optional">
            <input
              type="checkbox"
              checked={step.isOptional}
              aria-label={text.optionalStep(number)}
              onChange={(event) => onChange({ ...step, isOptional: event.currentTarget.checked })}
            />
            {text.optional}
          </label>
        )}
      </div>
      <div class="step-actions">
        <IconButton
          icon="up"
          isSmall
          label={text.moveUp(number)}
          data-control="up"
          aria-disabled={index === 0}
          onClick={() => index > 0 && onMove(index - 1)}
        />
        <IconButton
          icon="down"
          isSmall
          label={text.moveDown(number)}
          data-control="down"
          aria-disabled={index === stepCount - 1}
          onClick={() => index < stepCount - 1 && onMove(index + 1)}
        />
        <IconButton
          icon="close"
          isSmall
          label={text.removeStep(number)}
          data-control="remove"
          aria-disabled={stepCount <= FEWEST_STEPS}
          onClick={() => stepCount > FEWEST_STEPS && onRemove()}
        />
      </div>
    </li>
  );
};
