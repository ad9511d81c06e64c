import { EventEditor } from '../../../builder/event-editor.tsx';
import type { ConditionOf } from '../condition.ts';
import { DuringEditor } from '../during-editor.tsx';
import { segmentWords } from '../words.ts';
import { type Comparison, ComparisonEditor } from './comparison-editor.tsx';
import { type EditorProps, withDuring } from './editor-props.ts';

/** Did an event so often. */
export const DidEditor = ({ condition, onChange }: EditorProps<ConditionOf<'did'>>) => {
  const text = segmentWords.value;
  const times: Comparison = condition.times ?? { operator: 'at_least', value: 1 };
  return (
    <>
      <EventEditor label={text.event} event={condition.did} onChange={(did) => onChange({ ...condition, did })} />
      <ComparisonEditor
        label={text.howOften}
        comparison={times}
        onChange={(changed) => onChange({ ...condition, times: changed })}
        noun={text.times}
      />
      <DuringEditor during={condition.during} onChange={(during) => onChange(withDuring(condition, during))} />
    </>
  );
};

/** Never did an event. */
export const DidNotEditor = ({ condition, onChange }: EditorProps<ConditionOf<'didNot'>>) => (
  <>
    <EventEditor
      label={segmentWords.value.event}
      event={condition.didNot}
      onChange={(didNot) => onChange({ ...condition, didNot })}
    />
    <DuringEditor during={condition.during} onChange={(during) => onChange(withDuring(condition, during))} />
  </>
);

/** Did an event for the first time then. */
export const FirstTimeEditor = ({ condition, onChange }: EditorProps<ConditionOf<'firstTime'>>) => (
  <>
    <EventEditor
      label={segmentWords.value.event}
      event={condition.firstTime}
      onChange={(firstTime) => onChange({ ...condition, firstTime })}
    />
    <DuringEditor
      isNeeded
      during={condition.during}
      onChange={(during) => during && onChange({ ...condition, during })}
    />
  </>
);

/** Did an event then, and not after it. */
export const LastTimeEditor = ({ condition, onChange }: EditorProps<ConditionOf<'lastTime'>>) => (
  <>
    <EventEditor
      label={segmentWords.value.event}
      event={condition.lastTime}
      onChange={(lastTime) => onChange({ ...condition, lastTime })}
    />
    <DuringEditor
      isNeeded
      during={condition.during}
      onChange={(during) => during && onChange({ ...condition, during })}
    />
  </>
);
