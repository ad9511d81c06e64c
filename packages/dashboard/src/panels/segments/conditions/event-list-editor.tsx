import type { EventReference } from '@telltale/query';
import { EventEditor } from '../../../builder/event-editor.tsx';
import { formats } from '../../../locales/index.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { segmentWords } from '../words.ts';

interface EventListEditorProps {
  events: readonly EventReference[];
  most: number;
  onChange: (events: EventReference[]) => void;
}

const FEWEST = 2;

/** Events one after the other: at least two. */
export const EventListEditor = ({ events, most, onChange }: EventListEditorProps) => {
  const text = segmentWords.value;
  return (
    <div class="condition-steps">
      <ol>
        {events.map((event, index) => (
          // Events are told apart by their place alone: two may be alike.
          <li key={index}>
            <span class="step-mark" aria-hidden="true">
              {formats.value.number(index + 1)}
            </span>
            <EventEditor
              label={text.stepEvent(index + 1)}
              event={event}
              onChange={(changed) => onChange(events.map((other, place) => (place === index ? changed : other)))}
            />
            <IconButton
              icon="close"
              isSmall
              label={text.removeStep(index + 1)}
              aria-disabled={events.length <= FEWEST}
              onClick={() => events.length > FEWEST && onChange(events.filter((_, place) => place !== index))}
            />
          </li>
        ))}
      </ol>
      <Button
        look="quiet"
        icon="plus"
        isSmall
        disabled={events.length >= most}
        onClick={() => onChange([...events, { kind: events.at(-1)?.kind ?? 'page_view' }])}
      >
        {text.addStep}
      </Button>
    </div>
  );
};
