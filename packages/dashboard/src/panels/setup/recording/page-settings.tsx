import { Switch } from '../../../ui/switch.tsx';
import { ValuesInput } from '../../../ui/values-input.tsx';
import { parameterOf } from './check-recording.ts';
import { OffNote } from './off-note.tsx';
import type { RecordingForm } from './recording-form.ts';
import { SettingsGroup } from './settings-group.tsx';
import { recordingWords } from './words.ts';

/** What makes another page, and which parameters hold a search. */
export const PageSettings = ({ form }: { form: RecordingForm }) => {
  const text = recordingWords.value;
  const { recording, change, problemAt } = form;
  const switches = ['isQueryCounted', 'isHashCounted'] as const;
  return (
    <SettingsGroup
      title={text.pagesGroup}
      hint={text.pagesGroupHint}
      count={switches.filter((setting) => recording[setting]).length}
    >
      {switches.map((setting) => (
        <Switch
          key={setting}
          label={text[setting].name}
          hint={text[setting].hint}
          isOn={recording[setting]}
          onChange={(isOn) => change({ [setting]: isOn })}
        />
      ))}
      <OffNote form={form} recorder="site-search" />
      <ValuesInput
        label={text.search}
        hint={text.searchHint}
        values={recording.searchParameters}
        suggestions={[]}
        error={problemAt('searchParameters')}
        onChange={(values) => change({ searchParameters: [...new Set(values.map(parameterOf))].filter(Boolean) })}
      />
    </SettingsGroup>
  );
};
