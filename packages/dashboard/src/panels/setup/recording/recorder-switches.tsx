import { Switch } from '../../../ui/switch.tsx';
import { recorderGroups, recorderWords } from './recorder-words.ts';
import type { RecorderName } from './recording.ts';
import type { RecordingForm } from './recording-form.ts';

/** Every behaviour that can be recorded, with what it records and what it never does. */
export const RecorderSwitches = ({ form: { recording, change } }: { form: RecordingForm }) => {
  const text = recorderWords.value;
  const set = (recorder: RecorderName, isOn: boolean) =>
    change({
      recorders: isOn ? [...recording.recorders, recorder] : recording.recorders.filter((other) => other !== recorder),
    });
  return (
    <>
      {recorderGroups.map(({ group, recorders }) => (
        <fieldset class="switches" key={group}>
          <legend>{text.groups[group]}</legend>
          {recorders.map((recorder) => (
            <Switch
              key={recorder}
              label={text.recorders[recorder].name}
              hint={text.recorders[recorder].hint}
              isOn={recording.recorders.includes(recorder)}
              onChange={(isOn) => set(recorder, isOn)}
            />
          ))}
        </fieldset>
      ))}
    </>
  );
};
