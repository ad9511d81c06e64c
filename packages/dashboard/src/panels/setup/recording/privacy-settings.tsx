import { ValuesInput } from '../../../ui/values-input.tsx';
import { parameterOf } from './check-recording.ts';
import type { RecordingForm } from './recording-form.ts';
import { RowsEditor } from './rows-editor.tsx';
import { SettingsGroup } from './settings-group.tsx';
import { recordingWords } from './words.ts';

const MOST_SELECTORS = 100;

/** Which elements are ignored, masked or may be read, and which parameters are taken out of addresses. */
export const PrivacySettings = ({ form }: { form: RecordingForm }) => {
  const text = recordingWords.value;
  const { recording, change, problemAt } = form;
  const lists = [
    { setting: 'ignoredSelectors', title: text.ignored, hint: text.ignoredHint },
    { setting: 'maskedSelectors', title: text.masked, hint: text.maskedHint },
    { setting: 'textSelectors', title: text.text, hint: text.textHint },
  ] as const;
  const count = lists.reduce(
    (sum, { setting }) => sum + recording[setting].length,
    recording.scrubbedParameters.length,
  );
  return (
    <SettingsGroup title={text.privacyGroup} hint={text.privacyGroupHint} count={count}>
      {lists.map(({ setting, title, hint }) => (
        <RowsEditor
          key={setting}
          form={form}
          path={setting}
          title={title}
          hint={hint}
          rowName={text.element}
          addLabel={text.addElement}
          columns={[{ label: text.selector, name: '', isCode: true }]}
          rows={recording[setting].map((selector) => [selector])}
          onChange={(rows) => change({ [setting]: rows.map(([selector = '']) => selector) })}
          most={MOST_SELECTORS}
        />
      ))}
      <ValuesInput
        label={text.scrubbed}
        hint={text.scrubbedHint}
        values={recording.scrubbedParameters}
        suggestions={[]}
        error={problemAt('scrubbedParameters')}
        onChange={(values) => change({ scrubbedParameters: [...new Set(values.map(parameterOf))].filter(Boolean) })}
      />
    </SettingsGroup>
  );
};
