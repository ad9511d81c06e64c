import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useAttempt } from '../../api/use-attempt.ts';
import { goOwn, ownChoice } from '../../state/own.ts';
import {
  changeSurvey,
  type KeptSurvey,
  mayWriteSurveys,
  removeSurvey,
  type SurveyState,
  surveyVersions,
} from '../../state/surveys.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Segmented } from '../../ui/field.tsx';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { AnswersView } from './answers-view.tsx';
import { VersionSelect, versionAsked } from './chosen-version.tsx';
import { SurveyEditor } from './edit/survey-editor.tsx';
import { ResultsView } from './results-view.tsx';
import { surveyWords } from './words.ts';

const views = ['results', 'answers', 'edit'] as const;

/** One survey: its state and what may become of it, its results, its answers, its questions and rules. */
export const OneSurvey = ({ survey }: { survey: KeptSurvey }) => {
  const text = surveyWords.value;
  const { failure, run } = useAttempt();
  const versions = useSignal<readonly KeptSurvey[]>([survey]);
  const view = ownChoice('view', views, 'results');
  useEffect(() => {
    // Without the older ones their questions are shown by their ids.
    surveyVersions(survey.id).then(
      (told) => {
        versions.value = told;
      },
      () => undefined,
    );
  }, [survey.id, survey.revision]);

  const { state, liveAt } = survey;
  const become = (next: SurveyState, done: string) =>
    void run(async () => {
      await changeSurvey(survey, { state: next });
      announce(done);
    });
  const mayWrite = mayWriteSurveys.value;
  // What is looked at alone speaks in its own words, not in those that came later.
  const asked = versionAsked().version;
  const own = versions.value.filter((one) => one.survey.version === asked);
  return (
    <div class="stack">
      <div class="survey-bar">
        <Button
          look="quiet"
          onClick={() => goOwn({ survey: '', view: '', listed: '', search: '', theme: '', asked: '', version: '' })}
        >
          {text.back}
        </Button>
        <h2>
          <bdi>{survey.survey.title}</bdi>{' '}
          <span class={`survey-state survey-state-${state}`}>{text.states[state]}</span>
        </h2>
        {mayWrite && (
          <div class="survey-acts">
            {(state === 'draft' || state === 'ended') && (
              <Button look="primary" onClick={() => become('live', text.nowLive)}>
                {state === 'draft' ? text.goLive : text.liveAgain}
              </Button>
            )}
            {state === 'live' && <Button onClick={() => become('ended', text.nowEnded)}>{text.end}</Button>}
            {(state === 'ended' || (state === 'draft' && liveAt !== null)) && (
              <Button look="quiet" onClick={() => become('archived', text.nowArchived)}>
                {text.archive}
              </Button>
            )}
            {state === 'archived' && <Button onClick={() => become('ended', text.nowEnded)}>{text.bringBack}</Button>}
            {liveAt === null && (
              <RemoveButton
                label={text.removeDraft(survey.survey.title)}
                meaning={text.removeDraftSure(survey.survey.title)}
                onRemove={() =>
                  void run(async () => {
                    await removeSurvey(survey);
                    goOwn({ survey: '', view: '' });
                    announce(text.removed);
                  })
                }
              />
            )}
          </div>
        )}
      </div>
      {survey.endedBy && state !== 'live' && <p class="is-quiet">{text.endedBy[survey.endedBy]}</p>}
      <Failure text={failure.value} />
      <div class="survey-bar">
        <Segmented
          label={text.viewsOf}
          value={view}
          choices={views.map((value) => ({ value, label: text.views[value] }))}
          onChange={(chosen) => goOwn({ view: chosen === 'results' ? '' : chosen, listed: '' })}
        />
        {view !== 'edit' && <VersionSelect versions={versions.value} />}
      </div>
      {view === 'results' && <ResultsView survey={survey} versions={own.length > 0 ? own : versions.value} />}
      {view === 'answers' && <AnswersView survey={survey} versions={[...own, ...versions.value]} />}
      {view === 'edit' && <SurveyEditor key={survey.revision} survey={survey} mayWrite={mayWrite} />}
    </div>
  );
};
