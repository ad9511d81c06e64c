import { useId } from 'preact/hooks';

interface TextAreaProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Below the field. */
  hint?: string;
  /** Paths and other pieces of code: left to right in every language. */
  isCode?: boolean;
  /** Characters. Default: 2,000. */
  maxLength?: number;
}

/** Several lines of text. */
export const TextArea = ({ label, value, onChange, hint, isCode = false, maxLength = 2000 }: TextAreaProps) => {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        class={`control experiment-text${isCode ? ' control-code' : ''}`}
        rows={3}
        maxLength={maxLength}
        value={value}
        dir={isCode ? 'ltr' : 'auto'}
        spellcheck={!isCode}
        {...(hint && { 'aria-describedby': `${id}-hint` })}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {hint && (
        <p class="is-quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
};
