import { useSignal } from '@preact/signals';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import type { Experiment } from './experiment.ts';
import { TextArea } from './text-area.tsx';
import { experimentWords } from './words.ts';

interface DecisionFormProps {
  experiment: Experiment;
  onDecided: (decision: { variant: string | null; reason: string }) => void;
}

/** Asks which variant stays, and why. */
export const DecisionForm = ({ experiment, onDecided }: DecisionFormProps) => {
  const text = experimentWords.value;
  const variant = useSignal('');
  const reason = useSignal('');
  return (
    <form
      class="title-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.value.trim()) onDecided({ variant: variant.value || null, reason: reason.value.trim() });
      }}
    >
      <Select
        label={text.whichStays}
        value={variant.value}
        choices={[
          { value: '', label: text.noVariantStays },
          ...experiment.variants.map(({ id }) => ({ value: id, label: id })),
        ]}
        onChange={(chosen) => {
          variant.value = chosen;
        }}
      />
      <TextArea
        label={text.why}
        value={reason.value}
        onChange={(value) => {
          reason.value = value;
        }}
      />
      <Button type="submit" look="primary" disabled={!reason.value.trim()}>
        {text.archive}
      </Button>
    </form>
  );
};
