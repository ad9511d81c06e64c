import { ownText } from '../../state/own.ts';
import { loadSurveys, surveys } from '../../state/surveys.ts';
import { Empty } from '../../ui/states.tsx';
import { useLoading } from '../../ui/use-loading.tsx';
import { NewSurvey } from './new-survey.tsx';
import { OneSurvey } from './one-survey.tsx';
import { SurveyList } from './survey-list.tsx';
import './surveys.css';
import { surveyWords } from './words.ts';

/** What visitors are asked: the list, a new one, or one of them. */
export const SurveysPanel = () => {
  const known = surveys.value;
  const instead = useLoading(loadSurveys, known !== undefined);
  if (instead || !known) return instead;
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
