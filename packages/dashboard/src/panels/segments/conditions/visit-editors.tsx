import { FilterList } from '../../../builder/filter-list.tsx';
import { Select } from '../../../ui/field.tsx';
import type { ConditionOf } from '../condition.ts';
import { DuringEditor } from '../during-editor.tsx';
import { segmentWords } from '../words.ts';
import { type EditorProps, withDuring } from './editor-props.ts';

/** Was there for the first time, or again. */
export const VisitsEditor = ({ condition, onChange }: EditorProps<ConditionOf<'visits'>>) => {
  const text = segmentWords.value;
  return (
    <>
      <Select
        label={text.newOrReturning}
        isLabelHidden
        value={condition.visits}
        choices={(['new', 'returning'] as const).map((value) => ({ value, label: text.visits[value] }))}
        onChange={(visits) => onChange({ ...condition, visits })}
      />
      <DuringEditor
        isNeeded
        during={condition.during}
        onChange={(during) => during && onChange({ ...condition, during })}
      />
    </>
  );
};

/** Came by something the first time, or the last. */
export const TouchEditor = ({ condition, onChange }: EditorProps<ConditionOf<'touch'>>) => {
  const text = segmentWords.value;
  return (
    <>
      <Select
        label={text.whichTouch}
        isLabelHidden
        value={condition.touch}
        choices={(['first', 'last'] as const).map((value) => ({ value, label: text.touches[value] }))}
        onChange={(touch) => onChange({ ...condition, touch })}
      />
      <FilterList filters={condition.filters} onChange={(filters) => onChange({ ...condition, filters })} />
      <DuringEditor during={condition.during} onChange={(during) => onChange(withDuring(condition, during))} />
    </>
  );
};
