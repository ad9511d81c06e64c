import { savedSegments } from '../../../state/segments.ts';
import { Select } from '../../../ui/field.tsx';
import type { ConditionOf } from '../condition.ts';
import { segmentWords } from '../words.ts';
import type { EditorProps } from './editor-props.ts';

/** Is in a saved segment. */
export const SavedEditor = ({ condition, onChange }: EditorProps<ConditionOf<'segment'>>) => {
  const known = savedSegments.value.map(({ id, title }) => ({ value: id, label: title }));
  // One from an old link stays in sight, so that it can be changed; the collector says that it is not known.
  const isKnown = known.some(({ value }) => value === condition.segment);
  return (
    <>
      <Select
        label={segmentWords.value.savedOne}
        isLabelHidden
        value={condition.segment}
        choices={[...(isKnown ? [] : [{ value: condition.segment, label: condition.segment || '–' }]), ...known]}
        onChange={(segment) => onChange({ segment })}
      />
      {known.length === 0 && <span class="is-quiet">{segmentWords.value.noneSaved}</span>}
    </>
  );
};
