import type { ConditionOf } from '../condition.ts';
import { DuringEditor } from '../during-editor.tsx';
import { type EditorProps, withDuring } from './editor-props.ts';
import { EventListEditor } from './event-list-editor.tsx';
import { WithinEditor } from './within-editor.tsx';

const MOST_EVENTS = 10;

/** Did some events in this order. */
export const SequenceEditor = ({ condition, onChange }: EditorProps<ConditionOf<'sequence'>>) => (
  <>
    <EventListEditor
      events={condition.sequence}
      most={MOST_EVENTS}
      onChange={(sequence) => onChange({ ...condition, sequence })}
    />
    <WithinEditor within={condition.within} onChange={(within) => onChange({ ...condition, within })} />
    <DuringEditor during={condition.during} onChange={(during) => onChange(withDuring(condition, during))} />
  </>
);
