import { recorderWords } from './recorder-words.ts';
import type { RecorderName } from './recording.ts';
import type { RecordingForm } from './recording-form.ts';
import { recordingWords } from './words.ts';

interface OffNoteProps {
  form: RecordingForm;
  /** What the settings are for. */
  recorder: RecorderName;
}

/** Says that settings have no effect because what they are for is switched off. */
export const OffNote = ({ form, recorder }: OffNoteProps) =>
  form.recording.recorders.includes(recorder) ? null : (
    <p class="off-note">{recordingWords.value.isOff(recorderWords.value.recorders[recorder].name)}</p>
  );
