import type { SurveyQuestion } from '../../../state/surveys.ts';
import { Input, Select } from '../../../ui/field.tsx';
import { choiceText, textIn } from '../survey-texts.ts';
import { numberIn, numberText } from './numbers.ts';
import { editWords } from './words.ts';

interface ConditionEditorProps {
  question: SurveyQuestion;
  before: readonly SurveyQuestion[];
  onChange: (question: SurveyQuestion) => void;
}

type Condition = NonNullable<SurveyQuestion['showIf']>;

const without = (question: SurveyQuestion): SurveyQuestion => {
  const { showIf: _, ...others } = question;
  return others as SurveyQuestion;
};

/** When a question is asked: always, or after an answer to one before it. */
export const ConditionEditor = ({ question, before, onChange }: ConditionEditorProps) => {
  const text = editWords.value;
  const { showIf } = question;
  const asked = before.find(({ id }) => id === showIf?.question);
  const set = (condition: Condition) => onChange({ ...question, showIf: condition });
  const highest = asked?.kind === 'nps' ? 10 : asked?.kind === 'ces' ? 7 : asked?.kind === 'rating' ? asked.highest : 5;
  const hasScore = asked && asked.kind !== 'choice' && asked.kind !== 'text';
  const bound = (name: 'scoreFrom' | 'scoreTo', value: string) => {
    if (!showIf) return;
    const { [name]: _, ...others } = showIf;
    set(value.trim() === '' ? others : { ...others, [name]: numberIn(value, [0, highest], 0) });
  };
  const options =
    asked?.kind === 'choice' ? [...asked.options.map(({ id }) => id), ...(asked.hasOther ? ['other'] : [])] : [];
  const chosen = showIf?.choices ?? [];
  return (
    <div class="stack">
      <Select
        label={text.askedWhen}
        value={showIf?.question ?? ''}
        choices={[
          { value: '', label: text.always },
          ...before.map(({ id, text: said }) => ({ value: id, label: text.afterQuestion(textIn(said) || id) })),
        ]}
        onChange={(id) => (id === '' ? onChange(without(question)) : set({ question: id }))}
      />
      {hasScore && (
        <div class="survey-pair">
          <Input
            label={text.from}
            type="number"
            min={0}
            max={highest}
            value={numberText(showIf?.scoreFrom)}
            onChange={(value) => bound('scoreFrom', value)}
          />
          <Input
            label={text.to}
            type="number"
            min={0}
            max={highest}
            value={numberText(showIf?.scoreTo)}
            onChange={(value) => bound('scoreTo', value)}
          />
        </div>
      )}
      {options.length > 0 && (
        <fieldset class="survey-checks">
          <legend>{text.oneOf}</legend>
          {options.map((id) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={({ currentTarget: { checked } }) => {
                  const next = checked ? [...chosen, id] : chosen.filter((other) => other !== id);
                  if (showIf) set(next.length > 0 ? { ...showIf, choices: next } : { question: showIf.question });
                }}
              />
              <bdi>{choiceText(asked ? [asked] : [], id)}</bdi>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
};
