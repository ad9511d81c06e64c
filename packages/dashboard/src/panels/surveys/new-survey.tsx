import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useAttempt } from '../../api/use-attempt.ts';
import { language } from '../../locales/index.ts';
import { goOwn } from '../../state/own.ts';
import { createSurvey, type KeptSurvey, type ReadySurvey, readySurveys } from '../../state/surveys.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/states.tsx';
import { editWords } from './edit/words.ts';
import { surveyWords } from './words.ts';

/** An id that no survey has: the proposed one, or with a number behind it. */
const freeId = (wanted: string, known: readonly KeptSurvey[]): string => {
  const taken = new Set(known.map(({ id }) => id));
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}_${number}`)) number++;
  return `${wanted}_${number}`;
};

/** What a survey begins with that is none of the ready ones. */
const empty: ReadySurvey['survey'] = {
  questions: [
    { id: 'question_1', kind: 'text', text: { en: 'What could we do better?', ar: 'ما الذي يمكننا تحسينه؟' } },
  ],
  thanks: { en: 'Thank you!', ar: 'شكرًا لك!' },
  rules: { triggers: [{ on: 'time', seconds: 30 }] },
};

/** Begins a survey: with one that is written already, or with an empty one. */
export const NewSurvey = ({ known }: { known: readonly KeptSurvey[] }) => {
  const text = editWords.value;
  const ready = useSignal<readonly ReadySurvey[] | undefined>(undefined);
  const { failure, run } = useAttempt();
  useEffect(() => {
    void run(async () => {
      ready.value = await readySurveys();
    });
  }, []);
  const begin = (wanted: string, title: string, survey: ReadySurvey['survey']) =>
    void run(async () => {
      const id = freeId(wanted, known);
      await createSurvey(id, survey, title);
      goOwn({ survey: id, view: 'edit' });
    });
  return (
    <div class="stack">
      <div class="survey-bar">
        <Button look="quiet" onClick={() => goOwn({ view: '' })}>
          {surveyWords.value.back}
        </Button>
      </div>
      <Failure text={failure.value} />
      <Card title={text.beginWith}>
        {ready.value ? (
          <ul class="ready-surveys">
            {ready.value.map(({ id, titles, purposes, survey }) => (
              <li key={id}>
                <h3>{titles[language.value]}</h3>
                <p class="is-quiet">{purposes[language.value]}</p>
                <Button
                  isSmall
                  aria-label={`${text.beginWithThis}: ${titles[language.value]}`}
                  onClick={() => begin(id, titles[language.value], survey)}
                >
                  {text.beginWithThis}
                </Button>
              </li>
            ))}
            <li>
              <h3>{text.emptyOne}</h3>
              <p class="is-quiet">{text.emptyPurpose}</p>
              <Button
                isSmall
                aria-label={`${text.beginWithThis}: ${text.emptyOne}`}
                onClick={() => begin('survey', text.emptyOne, empty)}
              >
                {text.beginWithThis}
              </Button>
            </li>
          </ul>
        ) : (
          <Loading />
        )}
      </Card>
    </div>
  );
};
