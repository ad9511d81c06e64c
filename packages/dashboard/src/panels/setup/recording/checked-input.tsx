import { useSignal } from '@preact/signals';
import { Input } from '../../../ui/field.tsx';
import type { RecordingForm } from './recording-form.ts';

interface CheckedInputProps {
  form: RecordingForm;
  /** The place, such as `features.0.selector`. */
  path: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'number';
  min?: number;
  max?: number;
  step?: number;
  maxLength?: number;
  isCode?: boolean;
  onEnter?: () => void;
}

/** One line that says what is wrong with it: not while it is being typed, but once it is left. */
export const CheckedInput = ({ form, path, onChange, ...rest }: CheckedInputProps) => {
  const isLeft = useSignal(false);
  return (
    <Input
      {...rest}
      onChange={(value) => {
        isLeft.value = false;
        onChange(value);
      }}
      onLeave={() => {
        isLeft.value = rest.value !== '';
      }}
      error={isLeft.value || form.isTried ? form.problemAt(path) : undefined}
    />
  );
};
