import { OffNote } from './off-note.tsx';
import type { RecordingForm } from './recording-form.ts';
import { RowsEditor } from './rows-editor.tsx';
import { SettingsGroup } from './settings-group.tsx';
import { recordingWords } from './words.ts';

const MOST_STEPS = 50;

/** Steps of the checkout by selector. */
export const StepSettings = ({ form }: { form: RecordingForm }) => {
  const text = recordingWords.value;
  const { checkoutSteps } = form.recording;
  return (
    <SettingsGroup title={text.stepsGroup} hint={text.stepsGroupHint} count={checkoutSteps.length}>
      <OffNote form={form} recorder="checkout" />
      <RowsEditor
        form={form}
        path="checkoutSteps"
        title={text.steps}
        hint={text.stepsHint}
        rowName={text.step}
        addLabel={text.addStep}
        columns={[
          { label: text.name, name: 'step' },
          { label: text.stepNumber, name: 'stepNumber', isNumber: true },
          { label: text.selector, name: 'selector', isCode: true },
        ]}
        rows={checkoutSteps.map(({ step, stepNumber, selector }) => [step, String(stepNumber ?? ''), selector])}
        onChange={(rows) =>
          form.change({
            checkoutSteps: rows.map(([step = '', number = '', selector = '']) => ({
              step,
              selector,
              ...(number !== '' && { stepNumber: Number(number) }),
            })),
          })
        }
        most={MOST_STEPS}
      />
    </SettingsGroup>
  );
};
