import { Button } from '../../../ui/button.tsx';
import { recordingWords } from './words.ts';

interface SaveBarProps {
  isChanged: boolean;
  isSaving: boolean;
  /** What became of the last attempt; empty when there is nothing to say. */
  outcome: string;
  /** True when the outcome is that something is wrong. */
  isRefused: boolean;
  onDiscard: () => void;
}

/** How saving stands, and what can be done about it. It stays in sight as long as something is not saved. */
export const SaveBar = ({ isChanged, isSaving, outcome, isRefused, onDiscard }: SaveBarProps) => {
  const text = recordingWords.value;
  const isBusy = isSaving || !isChanged;
  const standing = isChanged ? text.unsaved : text.upToDate;
  return (
    <div class={isChanged ? 'save-bar is-changed' : 'save-bar'}>
      <p role={isRefused ? 'alert' : 'status'} class={isRefused ? 'field-error' : undefined}>
        {isSaving ? text.saving : outcome || standing}
      </p>
      {isChanged && (
        <Button look="quiet" onClick={onDiscard}>
          {text.discard}
        </Button>
      )}
      <Button look="primary" type="submit" aria-disabled={isBusy}>
        {text.save}
      </Button>
    </div>
  );
};
