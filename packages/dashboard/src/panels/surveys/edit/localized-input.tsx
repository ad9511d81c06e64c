import type { Localized } from '../../../state/surveys.ts';
import { Input } from '../../../ui/field.tsx';

interface LocalizedInputProps {
  label: string;
  texts: Localized | undefined;
  /** In which language one writes. */
  language: string;
  maxLength: number;
  onChange: (texts: Localized | undefined) => void;
}

/** The texts with one of them changed; an empty one is none. Undefined where none is left. */
const withText = (texts: Localized | undefined, language: string, value: string): Localized | undefined => {
  const changed = Object.fromEntries(
    Object.entries({ ...texts, [language]: value }).filter(([, text]) => text.trim() !== ''),
  );
  return Object.keys(changed).length > 0 ? changed : undefined;
};

/** One line of text in the language that is being written. */
export const LocalizedInput = ({ label, texts, language, maxLength, onChange }: LocalizedInputProps) => (
  <Input
    label={`${label} (${language})`}
    value={texts?.[language] ?? ''}
    maxLength={maxLength}
    onChange={(value) => onChange(withText(texts, language, value))}
  />
);
