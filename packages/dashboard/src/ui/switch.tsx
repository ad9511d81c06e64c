import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './switch.css';

interface SwitchProps {
  label: ComponentChildren;
  /** What it means to have it on, in a sentence. */
  hint: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** On or off, by the browser's own checkbox; the whole line can be pressed. */
export const Switch = ({ label, hint, isOn, onChange }: SwitchProps) => {
  const id = useId();
  return (
    <div class="switch">
      <input
        id={id}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says by itself whether it is checked
        role="switch"
        checked={isOn}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      <p id={`${id}-hint`}>{hint}</p>
    </div>
  );
};
