import { useSignal } from '@preact/signals';
import { CheckedInput } from './checked-input.tsx';
import { OffNote } from './off-note.tsx';
import type { RecordingForm } from './recording-form.ts';
import { RowsEditor } from './rows-editor.tsx';
import { SettingsGroup } from './settings-group.tsx';
import { recordingWords } from './words.ts';

interface NumberFieldProps {
  form: RecordingForm;
  name: 'visibleMs' | 'hoveredMs' | 'uses';
  label: string;
  /** How many of the setting's units one shown unit is. */
  factor: number;
}

/** One threshold. What is typed stays as it is typed: `0.` is on its way to `0.5`. */
const NumberField = ({ form, name, label, factor }: NumberFieldProps) => {
  const { inspectionFrom } = form.recording;
  const value = inspectionFrom[name];
  const typed = useSignal('');
  const read = (text: string) => (text === '' ? Number.NaN : Math.round(Number(text) * factor * 1000) / 1000);
  const isTyped = Object.is(read(typed.value), value);
  return (
    <CheckedInput
      form={form}
      path={`inspectionFrom.${name}`}
      label={label}
      type="number"
      min={factor === 1 ? 1 : 0}
      step={factor === 1 ? 1 : 0.1}
      value={isTyped ? typed.value : String(value / factor)}
      onChange={(text) => {
        typed.value = text;
        form.change({ inspectionFrom: { ...inspectionFrom, [name]: read(text) } });
      }}
    />
  );
};

const MS_PER_S = 1000;
const MOST_FEATURES = 100;

/** Features by selector, and from where on one counts as inspected. */
export const FeatureSettings = ({ form }: { form: RecordingForm }) => {
  const text = recordingWords.value;
  const { features } = form.recording;
  return (
    <SettingsGroup title={text.featuresGroup} hint={text.featuresGroupHint} count={features.length}>
      <OffNote form={form} recorder="inspection" />
      <RowsEditor
        form={form}
        path="features"
        title={text.features}
        hint={text.featuresHint}
        rowName={text.feature}
        addLabel={text.addFeature}
        columns={[
          { label: text.name, name: 'feature' },
          { label: text.selector, name: 'selector', isCode: true },
        ]}
        rows={features.map(({ feature, selector }) => [feature, selector])}
        onChange={(rows) =>
          form.change({ features: rows.map(([feature = '', selector = '']) => ({ feature, selector })) })
        }
        most={MOST_FEATURES}
      />
      <fieldset class="thresholds">
        <legend class="field-label">{text.from}</legend>
        <p class="is-quiet">{text.fromHint}</p>
        <div class="thresholds-fields">
          <NumberField form={form} name="visibleMs" label={text.visible} factor={MS_PER_S} />
          <NumberField form={form} name="hoveredMs" label={text.hovered} factor={MS_PER_S} />
          <NumberField form={form} name="uses" label={text.uses} factor={1} />
        </div>
      </fieldset>
    </SettingsGroup>
  );
};
