import { Button, IconButton } from '../../ui/button.tsx';
import { Input, Select } from '../../ui/field.tsx';
import { QuestionSettings } from '../../ui/question-settings.tsx';
import { ChangeFields } from './change-fields.tsx';
import type { Variant } from './experiment.ts';
import { formWords } from './form-words.ts';
import { type Change, changeKinds, newChange } from './new-change.ts';

interface ChangesEditorProps {
  variant: Variant;
  onChange: (variant: Variant) => void;
}

/** What a variant changes in the page, in any way that there is; or the page that is shown instead. */
export const ChangesEditor = ({ variant, onChange }: ChangesEditorProps) => {
  const form = formWords.value;
  const { changes = [], redirect = '' } = variant;
  const set = (next: Change[]) => {
    const { changes: _, ...rest } = variant;
    onChange(next.length > 0 ? { ...rest, changes: next } : rest);
  };
  const put = (place: number, changed: Change) => set(changes.map((other, at) => (at === place ? changed : other)));
  return (
    <div class="stack">
      {changes.map((change, place) => (
        // A change has no identity but its place.
        <QuestionSettings key={place} class="experiment-change">
          <Select
            label={form.change}
            value={change.kind}
            choices={changeKinds.map((value) => ({ value, label: form.changes[value] }))}
            onChange={(kind) => put(place, newChange(kind, change.selector))}
          />
          <Input
            label={form.selector}
            value={change.selector}
            isCode
            maxLength={512}
            onChange={(selector) => put(place, { ...change, selector })}
          />
          <ChangeFields change={change} onChange={(changed) => put(place, changed)} />
          <IconButton
            icon="close"
            label={form.removeChange}
            onClick={() => set(changes.filter((_, at) => at !== place))}
          />
        </QuestionSettings>
      ))}
      <QuestionSettings>
        {!redirect && (
          <Button icon="plus" look="quiet" isSmall onClick={() => set([...changes, newChange('text', '')])}>
            {form.addChange}
          </Button>
        )}
        {changes.length === 0 && (
          <Input
            label={form.redirect}
            value={redirect}
            isCode
            maxLength={2048}
            onChange={(path) => {
              const { redirect: _, ...rest } = variant;
              onChange(path ? { ...rest, redirect: path } : rest);
            }}
          />
        )}
      </QuestionSettings>
      {changes.length === 0 && !redirect && <p class="is-quiet">{form.byCode(variant.id)}</p>}
    </div>
  );
};
