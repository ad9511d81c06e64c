import { useId } from 'preact/hooks';
import './field.css';
import { Icon, type IconName } from './icon.tsx';

/** One choice of a select or a segmented control. */
export interface Choice<Value extends string = string> {
  value: Value;
  label: string;
  icon?: IconName;
  /** The label's own language, where it is not that of the page. */
  language?: string;
}

/** Choices under a common heading. */
export interface ChoiceGroup<Value extends string = string> {
  label: string;
  choices: readonly Choice<Value>[];
}

interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  choices?: readonly Choice<Value>[];
  groups?: readonly ChoiceGroup<Value>[];
  onChange: (value: Value) => void;
  /** The label is read aloud but not shown: for rows that read as a sentence. */
  isLabelHidden?: boolean;
  isSmall?: boolean;
}

const Options = <Value extends string>({ choices }: { choices: readonly Choice<Value>[] }) => (
  <>
    {choices.map(({ value, label }) => (
      <option key={value} value={value}>
        {label}
      </option>
    ))}
  </>
);

/** One of several, by the browser's own select: every keyboard, screen reader and phone knows it. */
export const Select = <Value extends string>({
  label,
  value,
  choices = [],
  groups = [],
  onChange,
  isLabelHidden = false,
  isSmall = false,
}: SelectProps<Value>) => {
  const id = useId();
  const all = [...choices, ...groups.flatMap((group) => group.choices)];
  return (
    <div class="field">
      <label class={isLabelHidden ? 'visually-hidden' : 'field-label'} for={id}>
        {label}
      </label>
      <select
        id={id}
        class={isSmall ? 'control control-small' : 'control'}
        value={value}
        onChange={(event) => {
          const chosen = all.find((choice) => choice.value === event.currentTarget.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        <Options choices={choices} />
        {groups.map((group, place) => (
          // Two groups may have one label.
          <optgroup key={place} label={group.label}>
            <Options choices={group.choices} />
          </optgroup>
        ))}
      </select>
    </div>
  );
};

interface InputProps {
  label: string;
  type?: 'text' | 'number' | 'date';
  value: string;
  onChange: (value: string) => void;
  isLabelHidden?: boolean;
  isSmall?: boolean;
  min?: string | number | undefined;
  max?: string | number | undefined;
  maxLength?: number | undefined;
  /** Texts to offer while typing. */
  suggestions?: readonly string[];
  /** What is wrong with the value, and the way out. */
  error?: string | undefined;
  /** Between two values that a number's arrows reach. */
  step?: number | undefined;
  /** A selector or another piece of code: left to right in every language, never corrected. */
  isCode?: boolean;
  /** The focus goes elsewhere. */
  onLeave?: (() => void) | undefined;
  /** Enter is pressed. Without this, it sends the form. */
  onEnter?: (() => void) | undefined;
}

/** One line of text, a number or a date; `onChange` comes with every keystroke. */
export const Input = ({
  label,
  type = 'text',
  value,
  onChange,
  isLabelHidden = false,
  isSmall = false,
  min,
  max,
  maxLength,
  suggestions = [],
  error,
  step,
  isCode = false,
  onLeave,
  onEnter,
}: InputProps) => {
  const id = useId();
  const writing = isCode
    ? ({ dir: 'ltr', spellcheck: false, autocapitalize: 'off' } as const)
    : { dir: 'auto' as const };
  const shared = {
    id,
    class: `control${isSmall ? ' control-small' : ''}${isCode ? ' control-code' : ''}`,
    value,
    autocomplete: 'off',
    ...(error && { 'aria-invalid': true, 'aria-describedby': `${id}-error` }),
    onInput: (event: { currentTarget: HTMLInputElement }) => onChange(event.currentTarget.value),
    onBlur: onLeave,
    onKeyDown: (event: KeyboardEvent) => {
      if (!onEnter || event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      onEnter();
    },
  } as const;
  return (
    <div class="field">
      <label class={isLabelHidden ? 'visually-hidden' : 'field-label'} for={id}>
        {label}
      </label>
      {type === 'date' && <input {...shared} type="date" min={min} max={max} />}
      {type === 'number' && (
        <input
          {...shared}
          type="number"
          inputMode={step && step < 1 ? 'decimal' : 'numeric'}
          min={min}
          max={max}
          step={step}
        />
      )}
      {type === 'text' && (
        <input {...shared} {...writing} type="text" maxLength={maxLength} list={`${id}-suggestions`} />
      )}
      {suggestions.length > 0 && (
        <datalist id={`${id}-suggestions`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
};

interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
  /** Show only the pictures; the labels are read aloud and shown on hover. */
  areLabelsHidden?: boolean;
}

/** One of a few, all of them in sight: radio buttons in the shape of a switch. */
export const Segmented = <Value extends string>({
  label,
  value,
  choices,
  onChange,
  areLabelsHidden = false,
}: SegmentedProps<Value>) => {
  const name = useId();
  return (
    <fieldset class={areLabelsHidden ? 'segmented segmented-icons' : 'segmented'}>
      <legend class="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} title={areLabelsHidden ? choice.label : undefined}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {choice.icon && <Icon name={choice.icon} />}
          <span class={areLabelsHidden ? 'visually-hidden' : undefined} lang={choice.language}>
            {choice.label}
          </span>
        </label>
      ))}
    </fieldset>
  );
};
