import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { words } from '../locales/index.ts';
import './credential-field.css';
import './field.css';
import { Button } from './button.tsx';

/** What is asked for: the browser and its password manager know each by its name. */
export type CredentialKind = 'email' | 'other-email' | 'name' | 'current-password' | 'new-password';

interface CredentialFieldProps {
  kind: CredentialKind;
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What is asked of the value, said before anything is wrong. */
  hint?: string | undefined;
  /** What is wrong with the value, and the way out. */
  error?: string | undefined;
}

const MOST_CHARACTERS = 254;

const traits = {
  email: { type: 'email', autocomplete: 'username', dir: 'ltr', inputMode: 'email' },
  // Somebody else's: the browser must not offer the reader's own.
  'other-email': { type: 'email', autocomplete: 'off', dir: 'ltr', inputMode: 'email' },
  name: { type: 'text', autocomplete: 'name', dir: 'auto', inputMode: 'text' },
  'current-password': { type: 'password', autocomplete: 'current-password', dir: 'ltr', inputMode: 'text' },
  'new-password': { type: 'password', autocomplete: 'new-password', dir: 'ltr', inputMode: 'text' },
} as const;

/** One line of what somebody signs in with. A password can be looked at while it is typed. */
export const CredentialField = ({ kind, label, value, onChange, hint, error }: CredentialFieldProps) => {
  const id = useId();
  const isShown = useSignal(false);
  const { type, ...rest } = traits[kind];
  const written = isShown.value ? 'text' : type;
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const shared = {
    ...rest,
    id,
    class: 'control',
    value,
    maxLength: MOST_CHARACTERS,
    spellcheck: false,
    autocapitalize: 'off',
    onInput: (event: { currentTarget: HTMLInputElement }) => onChange(event.currentTarget.value),
    ...(error && { 'aria-invalid': true }),
    ...(about && { 'aria-describedby': about }),
  } as const;
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <div class="credential">
        {/* One element in all three: the caret stays where it is when a password is shown. */}
        {written === 'email' ? (
          <input {...shared} type="email" />
        ) : written === 'password' ? (
          <input {...shared} type="password" />
        ) : (
          <input {...shared} type="text" />
        )}
        {type === 'password' && (
          <Button
            look="quiet"
            isSmall
            aria-pressed={isShown.value}
            aria-label={words.value.showPassword(label)}
            onClick={() => {
              isShown.value = !isShown.value;
            }}
          >
            {isShown.value ? words.value.hide : words.value.show}
          </Button>
        )}
      </div>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
};
