import { formats } from '../../../locales/index.ts';
import type { SurveyQuestion } from '../../../state/surveys.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Select } from '../../../ui/field.tsx';
import { RemoveButton } from '../../../ui/remove-button.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { surveyWords } from '../words.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { LocalizedInput } from './localized-input.tsx';
import { QuestionDetails } from './question-details.tsx';
import { editWords } from './words.ts';

type Choice = Extract<SurveyQuestion, { kind: 'choice' }>;

interface QuestionEditorProps {
  question: SurveyQuestion;
  /** Its place, from 0. */
  at: number;
  before: readonly SurveyQuestion[];
  isLast: boolean;
  isOnly: boolean;
  language: string;
  onChange: (question: SurveyQuestion) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
}

const MOST_OPTIONS = 20;

const OptionsEditor = ({
  question,
  language,
  onChange,
}: {
  question: Choice;
  language: string;
  onChange: (question: Choice) => void;
}) => {
  const text = editWords.value;
  const { number } = formats.value;
  const { options } = question;
  const add = () => {
    const taken = new Set(options.map(({ id }) => id));
    let next = options.length + 1;
    while (taken.has(`option_${next}`)) next++;
    const said = { [language]: text.option(number(next)) };
    onChange({ ...question, options: [...options, { id: `option_${next}`, text: said }] });
  };
  return (
    <>
      {options.map((option, index) => (
        <div class="survey-option" key={option.id}>
          <LocalizedInput
            label={text.option(number(index + 1))}
            texts={option.text}
            language={language}
            maxLength={120}
            onChange={(said) =>
              onChange({
                ...question,
                options: options.map((other) => (other === option ? { ...option, text: said ?? {} } : other)),
              })
            }
          />
          {options.length > 2 && (
            <IconButton
              icon="close"
              label={text.removeOption(number(index + 1))}
              onClick={() => onChange({ ...question, options: options.filter((other) => other !== option) })}
            />
          )}
        </div>
      ))}
      {options.length < MOST_OPTIONS && (
        <div>
          <Button icon="plus" isSmall onClick={add}>
            {text.addOption}
          </Button>
        </div>
      )}
      <Switch
        label={text.isMultiple}
        hint={text.isMultipleHint}
        isOn={question.isMultiple}
        onChange={(isMultiple) => onChange({ ...question, isMultiple })}
      />
      <Switch
        label={text.hasOther}
        hint={text.hasOtherHint}
        isOn={question.hasOther}
        onChange={(hasOther) => onChange({ ...question, hasOther })}
      />
    </>
  );
};

/** One question of a survey: its words, what can be answered, when it is asked. */
export const QuestionEditor = ({
  question,
  at,
  before,
  isLast,
  isOnly,
  language,
  onChange,
  onMove,
  onRemove,
}: QuestionEditorProps) => {
  const text = editWords.value;
  const name = formats.value.number(at + 1);
  const hasEnds = question.kind === 'nps' || question.kind === 'ces' || question.kind === 'rating';
  return (
    <fieldset class="survey-part">
      <legend>{`${text.questionNumber(name)}: ${surveyWords.value.kinds[question.kind]}`}</legend>
      <LocalizedInput
        label={text.text}
        texts={question.text}
        language={language}
        maxLength={300}
        onChange={(said) => onChange({ ...question, text: said ?? {} })}
      />
      {hasEnds && (
        <div class="survey-pair">
          {(['low', 'high'] as const).map((end) => (
            <LocalizedInput
              key={end}
              label={text[end]}
              texts={question[end]}
              language={language}
              maxLength={120}
              onChange={(said) => {
                const { [end]: _, ...others } = question;
                onChange((said ? { ...others, [end]: said } : others) as SurveyQuestion);
              }}
            />
          ))}
        </div>
      )}
      {question.kind === 'choice' && <OptionsEditor question={question} language={language} onChange={onChange} />}
      <QuestionDetails question={question} language={language} onChange={onChange} />
      <Switch
        label={text.isOptional}
        hint={text.isOptionalHint}
        isOn={question.isOptional}
        onChange={(isOptional) => onChange({ ...question, isOptional })}
      />
      {before.length > 0 && <ConditionEditor question={question} before={before} onChange={onChange} />}
      {!isOnly && (
        <div class="survey-acts">
          {at > 0 && <IconButton icon="up" label={text.moveUp(name)} onClick={() => onMove(-1)} />}
          {!isLast && <IconButton icon="down" label={text.moveDown(name)} onClick={() => onMove(1)} />}
          <RemoveButton label={text.removeQuestion(name)} meaning={text.removeQuestionSure} onRemove={onRemove} />
        </div>
      )}
    </fieldset>
  );
};

/** Chooses the kind of a question to add. */
export const AddQuestion = ({ onAdd }: { onAdd: (kind: SurveyQuestion['kind']) => void }) => {
  const kinds = surveyWords.value.kinds;
  const names = Object.keys(kinds) as SurveyQuestion['kind'][];
  return (
    <Select
      label={editWords.value.addQuestion}
      value=""
      choices={[{ value: '', label: '–' }, ...names.map((kind) => ({ value: kind, label: kinds[kind] }))]}
      onChange={(kind) => {
        if (kind !== '') onAdd(kind as SurveyQuestion['kind']);
      }}
    />
  );
};
