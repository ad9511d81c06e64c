import type { EventReference } from '@telltale/query';
import { EventEditor } from '../../builder/event-editor.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { funnelWords } from './words.ts';

interface EventsEditorProps {
  events: readonly EventReference[];
  /** What the event at a place, counted from 0, is called. */
  labelOf: (place: number) => string;
  onChange: (events: EventReference[]) => void;
}

/** Events of which any one will do: at least one, and others in its place. */
export const EventsEditor = ({ events, labelOf, onChange }: EventsEditorProps) => {
  const text = funnelWords.value;
  return (
    <>
      {events.map((event, place) => (
        // An alternative has no identity but its place.
        <div class="step-event" key={place}>
          {place > 0 && <span class="is-quiet">{text.or}</span>}
          <EventEditor
            label={labelOf(place)}
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
    </>
  );
};
