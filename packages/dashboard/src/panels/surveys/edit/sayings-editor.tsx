import type { WrittenSurvey } from '../../../state/surveys.ts';
import { LocalizedInput } from './localized-input.tsx';
import { editWords } from './words.ts';

type Sayings = WrittenSurvey['words'];

const names = ['next', 'send', 'skip', 'dismiss', 'other', 'progress'] as const;

interface SayingsEditorProps {
  said: Sayings;
  language: string;
  onChange: (said: Sayings) => void;
}

/** What the widget itself says: its own words until the owner writes others. */
export const SayingsEditor = ({ said, language, onChange }: SayingsEditorProps) => {
  const text = editWords.value;
  return (
    <details class="table-behind">
      <summary>{text.sayings}</summary>
      <div class="stack survey-sayings">
        <p class="is-quiet">{text.sayingsHint}</p>
        <div class="survey-pair">
          {names.map((name) => (
            <LocalizedInput
              key={name}
              label={text.sayingNames[name]}
              texts={said[name]}
              language={language}
              maxLength={120}
              onChange={(changed) => {
                const { [name]: _, ...others } = said;
                onChange(changed ? { ...others, [name]: changed } : others);
              }}
            />
          ))}
        </div>
      </div>
    </details>
  );
};
