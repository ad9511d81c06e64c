import { type Signal, useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { words } from '../locales/index.ts';
import './values-input.css';
import { Icon } from './icon.tsx';

interface ValuesInputProps {
  label: string;
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
  suggestions: readonly string[];
  inputMode?: 'text' | 'decimal';
  /** What is being typed, for a form that takes it along when it is sent. */
  draft?: Signal<string>;
  /** What a value is called on its tag. */
  nameOf?: (value: string) => string;
  /** What the values are for. */
  hint?: string;
  /** What is wrong with the values, and the way out. */
  error?: string | undefined;
}

/** Any number of values: type one and press Enter, or leave the field. Backspace in the empty field takes the last back. */
export const ValuesInput = ({
  label,
  values,
  onChange,
  suggestions,
  inputMode = 'text',
  draft: givenDraft,
  nameOf = (value) => value,
  hint,
  error,
}: ValuesInputProps) => {
  const id = useId();
  const ownDraft = useSignal('');
  const draft = givenDraft ?? ownDraft;

  const take = (text: string) => {
    const value = text.trim();
    draft.value = '';
    if (value && !values.includes(value)) onChange([...values, value]);
  };

  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <div class="values">
        {values.map((value) => (
          <span class="value-tag" key={value}>
            <bdi>{nameOf(value)}</bdi>
            <button
              type="button"
              aria-label={`${words.value.remove}: ${nameOf(value)}`}
              onClick={() => onChange(values.filter((other) => other !== value))}
            >
              <Icon name="close" />
            </button>
          </span>
        ))}
        <input
          id={id}
          list={`${id}-suggestions`}
          inputMode={inputMode}
          autocomplete="off"
          dir="auto"
          value={draft.value}
          aria-describedby={`${id}-hint${error ? ` ${id}-error` : ''}`}
          aria-invalid={error ? true : undefined}
          onInput={(event) => {
            const text = event.currentTarget.value;
            draft.value = text;
            // A suggestion that was picked arrives whole, without a key press.
            if (!('inputType' in event) || event.inputType === 'insertReplacementText') take(text);
          }}
          onBlur={(event) => take(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && draft.value.trim()) {
              event.preventDefault();
              take(draft.value);
            } else if (event.key === 'Backspace' && draft.value === '' && values.length > 0) {
              onChange(values.slice(0, -1));
            }
          }}
        />
        <datalist id={`${id}-suggestions`}>
          {suggestions
            .filter((suggestion) => !values.includes(suggestion))
            .map((suggestion) => (
              <option key={suggestion} value={suggestion}>
                {nameOf(suggestion)}
              </option>
            ))}
        </datalist>
      </div>
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <p class="is-quiet" id={`${id}-hint`}>
        {hint} {words.value.valuesHint}
      </p>
    </div>
  );
};
