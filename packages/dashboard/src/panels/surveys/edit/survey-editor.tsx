import { useSignal } from '@preact/signals';
import { useAttempt } from '../../../api/use-attempt.ts';
import { language as readersLanguage } from '../../../locales/index.ts';
import { changeSurvey, type KeptSurvey, type SurveyQuestion, type WrittenSurvey } from '../../../state/surveys.ts';
import { announce } from '../../../ui/announcer.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { Input, Segmented } from '../../../ui/field.tsx';
import { LocalizedInput } from './localized-input.tsx';
import { LookEditor } from './look-editor.tsx';
import { PreviewFrame } from './preview-frame.tsx';
import { AddQuestion, QuestionEditor } from './question-editor.tsx';
import { RulesEditor } from './rules-editor.tsx';
import { rulesText } from './rules-text.ts';
import { SayingsEditor } from './sayings-editor.tsx';
import { editWords } from './words.ts';

interface SurveyEditorProps {
  survey: KeptSurvey;
  mayWrite: boolean;
}

const MOST_QUESTIONS = 20;

const writtenOf = ({ survey }: KeptSurvey): WrittenSurvey => {
  const { id: _, version: __, ...written } = survey;
  return written;
};

/** A question to begin with; its words stand in the language that is being written. */
const newQuestion = (kind: SurveyQuestion['kind'], id: string, language: string): SurveyQuestion => {
  const text = { [language]: editWords.value.text };
  const option = (number: number) => ({
    id: `option_${number}`,
    text: { [language]: editWords.value.option(String(number)) },
  });
  switch (kind) {
    case 'csat':
      return { id, kind, text, hasFaces: true, isOptional: false };
    case 'rating':
      return { id, kind, text, highest: 5, shape: 'stars', isOptional: false };
    case 'choice':
      return {
        id,
        kind,
        text,
        options: [option(1), option(2)],
        isMultiple: false,
        hasOther: false,
        isMasked: true,
        isOptional: false,
      };
    case 'text':
      return { id, kind, text, isMasked: true, isOptional: true };
    default:
      return { id, kind, text, isOptional: false };
  }
};

/** What a survey asks and says, what it looks like, when it appears; beside it how visitors will see it. */
export const SurveyEditor = ({ survey, mayWrite }: SurveyEditorProps) => {
  const text = editWords.value;
  const { failure, run, isWorking } = useAttempt();
  const written = useSignal<WrittenSurvey>(writtenOf(survey));
  const [first] = written.value.questions;
  const known = [...new Set(['en', 'ar', ...Object.keys(first?.text ?? {})])];
  const language = useSignal<string>(known.includes(readersLanguage.value) ? readersLanguage.value : 'en');
  const added = useSignal('');
  const { questions, thanks, look } = written.value;
  const set = (change: Partial<WrittenSurvey>) => {
    written.value = { ...written.value, ...change };
  };
  const setQuestions = (changed: SurveyQuestion[]) => set({ questions: changed });
  const isChanged = JSON.stringify(written.value) !== JSON.stringify(writtenOf(survey));
  const languages = [...new Set([...known, language.value])];

  const addQuestion = (kind: SurveyQuestion['kind']) => {
    const taken = new Set(questions.map(({ id }) => id));
    let number = questions.length + 1;
    while (taken.has(`question_${number}`)) number++;
    setQuestions([...questions, newQuestion(kind, `question_${number}`, language.value)]);
  };
  const move = (at: number, step: -1 | 1) => {
    const moved = questions[at];
    if (!moved) return;
    const others = questions.filter((_, index) => index !== at);
    setQuestions([...others.slice(0, at + step), moved, ...others.slice(at + step)]);
  };

  return (
    <div class="survey-editor">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void run(async () => {
            await changeSurvey(survey, { survey: written.value });
            announce(text.saved);
          });
        }}
      >
        {!mayWrite && <p class="is-quiet">{text.readOnly}</p>}
        <Card title={text.writing}>
          <div class="stack">
            <Input
              label={text.title}
              value={written.value.title}
              maxLength={120}
              onChange={(title) => set({ title })}
            />
            <Segmented
              label={text.languageOf}
              value={language.value}
              choices={languages.map((value) => ({ value, label: value }))}
              onChange={(chosen) => {
                language.value = chosen;
              }}
            />
            <div class="survey-add-language">
              <Input
                label={text.addLanguage}
                isSmall
                value={added.value}
                maxLength={35}
                onChange={(value) => {
                  added.value = value;
                }}
              />
              <Button
                isSmall
                onClick={() => {
                  const wanted = added.value.trim();
                  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(wanted)) return;
                  language.value = wanted;
                  added.value = '';
                }}
              >
                {text.add}
              </Button>
            </div>
            {questions.map((question, at) => (
              <QuestionEditor
                key={question.id}
                question={question}
                at={at}
                before={questions.slice(0, at)}
                isLast={at === questions.length - 1}
                isOnly={questions.length === 1}
                language={language.value}
                onChange={(changed) => setQuestions(questions.map((other, index) => (index === at ? changed : other)))}
                onMove={(step) => move(at, step)}
                onRemove={() => setQuestions(questions.filter((_, index) => index !== at))}
              />
            ))}
            {questions.length < MOST_QUESTIONS && <AddQuestion key={questions.length} onAdd={addQuestion} />}
            <LocalizedInput
              label={text.thanks}
              texts={thanks}
              language={language.value}
              maxLength={300}
              onChange={(said) => set({ thanks: said ?? {} })}
            />
            <SayingsEditor
              said={written.value.words}
              language={language.value}
              onChange={(said) => set({ words: said })}
            />
          </div>
        </Card>
        <Card title={text.look}>
          <LookEditor look={look} language={language.value} onChange={(changed) => set({ look: changed })} />
        </Card>
        <Card title={text.rules}>
          <div class="stack">
            <section class="rules-text" aria-label={text.inWords}>
              <ul>
                {rulesText(written.value).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </section>
            <RulesEditor
              survey={written.value}
              onChange={(changed) => {
                written.value = changed;
              }}
            />
          </div>
        </Card>
        {mayWrite && (
          <div class="survey-save">
            {survey.liveAt !== null && <p class="is-quiet">{text.newVersion}</p>}
            <Failure text={failure.value} />
            <div class="survey-acts">
              <Button type="submit" look="primary" aria-disabled={isWorking.value || !isChanged}>
                {text.save}
              </Button>
              {isChanged && (
                <Button
                  look="quiet"
                  onClick={() => {
                    written.value = writtenOf(survey);
                  }}
                >
                  {text.discard}
                </Button>
              )}
            </div>
          </div>
        )}
      </form>
      <aside class="survey-aside" aria-label={text.preview}>
        <PreviewFrame id={survey.id} survey={written.value} language={language.value} />
      </aside>
    </div>
  );
};
