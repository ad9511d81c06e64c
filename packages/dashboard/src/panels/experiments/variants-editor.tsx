import { Button, IconButton } from '../../ui/button.tsx';
import { Input } from '../../ui/field.tsx';
import { QuestionSettings } from '../../ui/question-settings.tsx';
import { ChangesEditor } from './changes-editor.tsx';
import type { Variant } from './experiment.ts';
import { formWords } from './form-words.ts';
import { experimentWords } from './words.ts';

interface VariantsEditorProps {
  variants: readonly Variant[];
  /** Once it has started, only weights can be changed. */
  isFixed: boolean;
  onChange: (variants: Variant[]) => void;
}

/** The variants, the control first: how many visitors see each, and what each changes. */
export const VariantsEditor = ({ variants, isFixed, onChange }: VariantsEditorProps) => {
  const text = experimentWords.value;
  const form = formWords.value;
  const change = (place: number, changed: Variant) =>
    onChange(variants.map((other, at) => (at === place ? changed : other)));
  return (
    <div class="stack">
      {variants.map((variant, place) => (
        // A variant has no identity but its place while its id is typed.
        <fieldset class="metric-editor" key={place}>
          <legend>{place === 0 ? text.control : form.variantNumber(place)}</legend>
          <QuestionSettings>
            {!isFixed && (
              <Input
                label={form.variantId}
                value={variant.id}
                maxLength={60}
                isCode
                onChange={(id) => change(place, { ...variant, id })}
              />
            )}
            <Input
              label={isFixed ? form.weightOf(variant.id) : form.weight}
              type="number"
              min={0}
              step={0.1}
              value={String(variant.weight)}
              onChange={(weight) => change(place, { ...variant, weight: Math.max(0, Number(weight) || 0) })}
            />
            {!isFixed && place > 1 && (
              <IconButton
                icon="close"
                label={form.removeVariant}
                onClick={() => onChange(variants.filter((_, at) => at !== place))}
              />
            )}
          </QuestionSettings>
          {!isFixed && place > 0 && <ChangesEditor variant={variant} onChange={(changed) => change(place, changed)} />}
        </fieldset>
      ))}
      {!isFixed && variants.length < 10 && (
        <div>
          <Button
            icon="plus"
            look="quiet"
            onClick={() => onChange([...variants, { id: `variant-${variants.length}`, weight: 1 }])}
          >
            {form.addVariant}
          </Button>
        </div>
      )}
    </div>
  );
};
