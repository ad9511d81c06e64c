import type { EventReference } from '@telltale/query';
import { EventEditor } from '../../../builder/event-editor.tsx';
import { segmentWords } from '../words.ts';
import { OrderedListEditor } from './ordered-list-editor.tsx';

interface EventListEditorProps {
  events: readonly EventReference[];
  most: number;
  onChange: (events: EventReference[]) => void;
}

/** Events one after the other: at least two. */
export const EventListEditor = ({ events, most, onChange }: EventListEditorProps) => (
  <OrderedListEditor
    items={events}
    most={most}
    next={(last) => ({ kind: last?.kind ?? 'page_view' })}
    onChange={onChange}
  >
    {(event, number, change) => (
      <EventEditor label={segmentWords.value.stepEvent(number)} event={event} onChange={change} />
    )}
  </OrderedListEditor>
);
