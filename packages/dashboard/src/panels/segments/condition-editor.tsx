import type { VisitorCondition } from '@telltale/query';
import { Select } from '../../ui/field.tsx';
import { changeKind, conditionKindOf, conditionKinds } from './condition.ts';
import { AggregateEditor } from './conditions/aggregate-editor.tsx';
import { BuyerEditor, RfmEditor } from './conditions/buyer-editors.tsx';
import type { EditorProps } from './conditions/editor-props.ts';
import { DidEditor, DidNotEditor, FirstTimeEditor, LastTimeEditor } from './conditions/event-editors.tsx';
import { FunnelEditor } from './conditions/funnel-editor.tsx';
import { SavedEditor } from './conditions/saved-editor.tsx';
import { SequenceEditor } from './conditions/sequence-editor.tsx';
import { TraitEditor } from './conditions/trait-editor.tsx';
import { TouchEditor, VisitsEditor } from './conditions/visit-editors.tsx';
import { segmentWords } from './words.ts';

/** The fields of the condition's own kind. */
const Fields = ({ condition, onChange }: EditorProps<VisitorCondition>) => {
  if ('did' in condition) return <DidEditor condition={condition} onChange={onChange} />;
  if ('didNot' in condition) return <DidNotEditor condition={condition} onChange={onChange} />;
  if ('firstTime' in condition) return <FirstTimeEditor condition={condition} onChange={onChange} />;
  if ('lastTime' in condition) return <LastTimeEditor condition={condition} onChange={onChange} />;
  if ('sequence' in condition) return <SequenceEditor condition={condition} onChange={onChange} />;
  if ('aggregate' in condition) return <AggregateEditor condition={condition} onChange={onChange} />;
  if ('visits' in condition) return <VisitsEditor condition={condition} onChange={onChange} />;
  if ('touch' in condition) return <TouchEditor condition={condition} onChange={onChange} />;
  if ('buyer' in condition) return <BuyerEditor condition={condition} onChange={onChange} />;
  if ('rfm' in condition) return <RfmEditor condition={condition} onChange={onChange} />;
  if ('funnel' in condition) return <FunnelEditor condition={condition} onChange={onChange} />;
  if ('trait' in condition) return <TraitEditor condition={condition} onChange={onChange} />;
  return 'segment' in condition ? <SavedEditor condition={condition} onChange={onChange} /> : null;
};

/** One condition as a row that reads like a sentence. */
export const ConditionEditor = ({ condition, onChange }: EditorProps<VisitorCondition>) => {
  const text = segmentWords.value;
  const kind = conditionKindOf(condition);
  if (!kind)
    return (
      <div class="condition">
        <code class="condition-foreign">{JSON.stringify(condition)}</code>
        <p class="is-quiet">{text.foreign}</p>
      </div>
    );
  return (
    <div class="condition">
      <Select
        label={text.condition}
        isLabelHidden
        value={kind}
        choices={conditionKinds.map((name) => ({ value: name, label: text.kinds[name] }))}
        onChange={(chosen) => onChange(changeKind(condition, chosen))}
      />
      <Fields condition={condition} onChange={onChange} />
    </div>
  );
};
