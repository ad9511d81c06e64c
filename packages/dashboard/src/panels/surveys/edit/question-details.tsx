import { formats } from '../../../locales/index.ts';
import type { Localized, SurveyQuestion } from '../../../state/surveys.ts';
import { Input, Select } from '../../../ui/field.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { surveyWords } from '../words.ts';
import { LocalizedInput } from './localized-input.tsx';
import { numberIn } from './numbers.ts';
import { editWords } from './words.ts';

interface QuestionDetailsProps {
  question: SurveyQuestion;
  language: string;
  onChange: (question: SurveyQuestion) => void;
}

type Csat = Extract<SurveyQuestion, { kind: 'csat' }>;

/** The five names of a satisfaction scale: the widget's own, or the owner's. */
const Labels = ({
  question,
  language,
  onChange,
}: Omit<QuestionDetailsProps, 'question'> & {
  question: Csat;
}) => {
  const text = editWords.value;
  const { labels } = question;
  const begun = (): Localized[] => surveyWords.value.csatSteps.map((step) => ({ [language]: step }));
  return (
    <>
      <Switch
        label={text.ownLabels}
        hint={text.ownLabelsHint}
        isOn={labels !== undefined}
        onChange={(isOn) => {
          const { labels: _, ...others } = question;
          onChange(isOn ? { ...others, labels: begun() } : others);
        }}
      />
      {labels?.map((said, step) => (
        <LocalizedInput
          key={step}
          label={text.step(formats.value.number(step + 1))}
          texts={said}
          language={language}
          maxLength={120}
          onChange={(changed) =>
            onChange({ ...question, labels: labels.map((other, index) => (index === step ? (changed ?? {}) : other)) })
          }
        />
      ))}
    </>
  );
};

/** What a question has beside its words: how its scale looks, whether words are masked. */
export const QuestionDetails = ({ question, language, onChange }: QuestionDetailsProps) => {
  const text = editWords.value;
  const isWritten = question.kind === 'text' || (question.kind === 'choice' && question.hasOther);
  return (
    <>
      {question.kind === 'rating' && (
        <div class="survey-pair">
          <Input
            label={text.highest}
            type="number"
            min={3}
            max={10}
            value={String(question.highest)}
            onChange={(value) => onChange({ ...question, highest: Math.round(numberIn(value, [3, 10], 5)) })}
          />
          <Select
            label={text.shape}
            value={question.shape}
            choices={(['stars', 'numbers'] as const).map((value) => ({ value, label: text.shapes[value] }))}
            onChange={(shape) => onChange({ ...question, shape })}
          />
        </div>
      )}
      {question.kind === 'csat' && (
        <>
          <Switch
            label={text.hasFaces}
            hint={text.hasFacesHint}
            isOn={question.hasFaces}
            onChange={(hasFaces) => onChange({ ...question, hasFaces })}
          />
          <Labels question={question} language={language} onChange={onChange} />
        </>
      )}
      {isWritten && (
        <Switch
          label={text.isMasked}
          hint={text.isMaskedHint}
          isOn={question.isMasked}
          onChange={(isMasked) => onChange({ ...question, isMasked })}
        />
      )}
    </>
  );
};
