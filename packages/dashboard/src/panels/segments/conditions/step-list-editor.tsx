import type { EventReference } from '@telltale/query';
import { EventEditor } from '../../../builder/event-editor.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { segmentWords } from '../words.ts';
import { OrderedListEditor } from './ordered-list-editor.tsx';

/** A step: any one of its events fills it. At least one. */
export type StepEvents = readonly EventReference[];

interface StepListEditorProps {
  steps: readonly StepEvents[];
  most: number;
  onChange: (steps: StepEvents[]) => void;
}

/** More are a matter for a program. */
const MOST_ALTERNATIVES = 10;

interface AlternativesProps {
  number: number;
  events: StepEvents;
  onChange: (events: StepEvents) => void;
}

/** The events of one step, any of which fills it. */
const Alternatives = ({ number, events, onChange }: AlternativesProps) => {
  const text = segmentWords.value;
  return (
    <div class="step-alternatives">
      {events.map((event, index) => (
        // Events are told apart by their place alone: two may be alike.
        <div class="step-alternative" key={index}>
          {index > 0 && <span>{text.orEvent}</span>}
          <EventEditor
            label={index === 0 ? text.stepEvent(number) : text.alternative(number, index + 1)}
            event={event}
            onChange={(changed) => onChange(events.map((other, place) => (place === index ? changed : other)))}
          />
          {index > 0 && (
            <IconButton
              icon="close"
              isSmall
              label={text.removeAlternative(number, index + 1)}
              onClick={() => onChange(events.filter((_, place) => place !== index))}
            />
          )}
        </div>
      ))}
      {events.length < MOST_ALTERNATIVES && (
        <Button
          look="quiet"
          isSmall
          aria-label={text.alternative(number, events.length + 1)}
          onClick={() => onChange([...events, { kind: events.at(-1)?.kind ?? 'page_view' }])}
        >
          {text.orEvent}
        </Button>
      )}
    </div>
  );
};

/** Steps one after the other, at least two; each is filled by any of its events. */
export const StepListEditor = ({ steps, most, onChange }: StepListEditorProps) => (
  <OrderedListEditor
    items={steps}
    most={most}
    next={(last) => [{ kind: last?.[0]?.kind ?? 'page_view' }]}
    onChange={onChange}
  >
    {(events, number, change) => <Alternatives number={number} events={events} onChange={change} />}
  </OrderedListEditor>
);
