import { useAnswer } from '../../api/use-answer.ts';
import { formats } from '../../locales/index.ts';
import { visitFilters } from '../../state/asked.ts';
import { goOwn } from '../../state/own.ts';
import { chosenRange } from '../../state/site.ts';
import { type KeptSurvey, mayWriteSurveys } from '../../state/surveys.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { RateWithInterval } from '../../ui/rate.tsx';
import { Empty } from '../../ui/states.tsx';
import { CapField } from './cap-field.tsx';
import { scoreText } from './shown-score.ts';
import { surveyWords } from './words.ts';

const StateName = ({ survey: { state, endedBy } }: { survey: KeptSurvey }) => {
  const text = surveyWords.value;
  return (
    <span class={`survey-state survey-state-${state}`} title={endedBy ? text.endedBy[endedBy] : undefined}>
      {text.states[state]}
    </span>
  );
};

const Row = ({ survey }: { survey: KeptSurvey }) => {
  const text = surveyWords.value;
  const wasSeen = survey.liveAt !== null;
  const { answered } = useAnswer(
    'survey',
    wasSeen
      ? { range: chosenRange.value, survey: survey.id, filters: visitFilters.value, interval: 'month' }
      : undefined,
  );
  const total = wasSeen ? answered?.result.total : undefined;
  const score = total?.questions.find((question) => question.score)?.score;
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          class="button button-link"
          onClick={() => goOwn({ survey: survey.id, view: wasSeen ? '' : 'edit' })}
        >
          <bdi>{survey.survey.title}</bdi>
        </button>
      </th>
      <td>
        <StateName survey={survey} />
      </td>
      <td class="cell-number">{total ? formats.value.number(total.shown.responses) : '–'}</td>
      <td class="cell-number">{total ? formats.value.number(total.answered.responses) : '–'}</td>
      <td class="cell-number">
        {total ? <RateWithInterval conversion={total.response} /> : '–'}
        {/* As high before it is known as when it is: what stands below does not move. */}
        {wasSeen && !total?.response && <small class="interval">{'\u00a0'}</small>}
      </td>
      <td class="cell-number" title={score ? text.methodHints[score.method] : undefined}>
        {scoreText(score ?? null)}
        {score && <small class="interval">{text.methods[score.method]}</small>}
      </td>
    </tr>
  );
};

/** The site's surveys, each with its state and how many answered in the chosen days. */
export const SurveyList = ({ surveys }: { surveys: readonly KeptSurvey[] }) => {
  const text = surveyWords.value;
  const make = mayWriteSurveys.value && (
    <Button look="primary" icon="plus" onClick={() => goOwn({ view: 'new' })}>
      {text.make}
    </Button>
  );
  if (surveys.length === 0)
    return (
      <Empty title={text.none} icon="surveys">
        <p>{text.noneHint}</p>
        {make}
      </Empty>
    );
  return (
    <Card title={text.surveys} actions={make}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard */}
      <figure class="table-frame" tabIndex={0} aria-label={text.surveys}>
        <table class="table">
          <caption class="visually-hidden">{text.surveys}</caption>
          <thead>
            <tr>
              <th scope="col">{text.name}</th>
              <th scope="col">{text.state}</th>
              <th scope="col" class="cell-number">
                {text.shown}
              </th>
              <th scope="col" class="cell-number">
                {text.answered}
              </th>
              <th scope="col" class="cell-number">
                {text.responseRate}
              </th>
              <th scope="col" class="cell-number">
                {text.score}
              </th>
            </tr>
          </thead>
          <tbody>
            {surveys.map((survey) => (
              <Row key={survey.id} survey={survey} />
            ))}
          </tbody>
        </table>
      </figure>
      <CapField />
    </Card>
  );
};
