import type { EventReference } from '@telltale/query';
import { EventEditor } from '../../builder/event-editor.tsx';
import { formats } from '../../locales/index.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { funnelWords } from './words.ts';

interface StepEditorProps {
  /** Counted from 0. */
  index: number;
  stepCount: number;
  events: readonly EventReference[];
  onChange: (events: EventReference[]) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

const FEWEST_STEPS = 2;

/** One step: its event or events, its place among the others. */
export const StepEditor = ({ index, stepCount, events, onChange, onMove, onRemove }: StepEditorProps) => {
  const text = funnelWords.value;
  const number = index + 1;
  return (
    <li class="step" data-step={index}>
      <span class="step-number" aria-hidden="true">
        {formats.value.number(number)}
      </span>
      <div class="step-events">
        {events.map((event, place) => (
          // An alternative has no identity but its place.
          <div class="step-event" key={place}>
            {place > 0 && <span class="is-quiet">{text.or}</span>}
            <EventEditor
              label={place === 0 ? text.step(number) : text.alternative(number, place + 1)}
              event={event}
              onChange={(changed) => onChange(events.map((other, at) => (at === place ? changed : other)))}
              actions={
                place === events.length - 1 && (
                  <Button
                    look="quiet"
                    icon="plus"
                    isSmall
                    aria-label={text.addAlternative}
                    onClick={() => onChange([...events, { kind: event.kind }])}
                  >
                    {text.or}
                  </Button>
                )
              }
            />
            {place > 0 && (
              <IconButton
                icon="close"
                isSmall
                label={text.removeAlternative}
                onClick={() => onChange(events.filter((_, at) => at !== place))}
              />
            )}
          </div>
        ))}
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
