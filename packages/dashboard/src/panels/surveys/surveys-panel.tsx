import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { words } from '../../locales/index.ts';
import { ownText } from '../../state/own.ts';
import { site } from '../../state/site.ts';
import { loadSurveys, surveys } from '../../state/surveys.ts';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { NewSurvey } from './new-survey.tsx';
import { OneSurvey } from './one-survey.tsx';
import { SurveyList } from './survey-list.tsx';
import './surveys.css';
import { surveyWords } from './words.ts';

/** What visitors are asked: the list, a new one, or one of them. */
export const SurveysPanel = () => {
  const hasFailed = useSignal(false);
  const attempt = useSignal(0);
  const siteId = site.value?.id;
  useEffect(() => {
    hasFailed.value = false;
    loadSurveys().catch(() => {
      hasFailed.value = true;
    });
  }, [siteId, attempt.value]);

  const known = surveys.value;
  if (hasFailed.value)
    return (
      <Problem
        message={words.value.noConnection}
        onRetry={() => {
          attempt.value += 1;
        }}
      />
    );
  if (!known) return <Loading />;
  if (ownText('view') === 'new') return <NewSurvey known={known} />;
  const wanted = ownText('survey');
  if (wanted === '') return <SurveyList surveys={known} />;
  const survey = known.find(({ id }) => id === wanted);
  return survey ? (
    <OneSurvey key={survey.id} survey={survey} />
  ) : (
    <Empty title={surveyWords.value.gone} icon="surveys" />
  );
};
