import type { Recording } from './recording.ts';

/** What a part of the form needs: the settings as they shall be, and what is wrong with them. */
export interface RecordingForm {
  recording: Recording;
  change: (part: Partial<Recording>) => void;
  /** What is wrong in a place such as `features.0.selector`, in words. */
  problemAt: (path: string) => string | undefined;
  /** True once saving was tried: then all that is wrong shows, not only what the reader has left. */
  isTried: boolean;
}
