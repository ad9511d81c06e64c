import { useAttempt } from '../../api/use-attempt.ts';
import { goOwn } from '../../state/own.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Popover } from '../../ui/popover.tsx';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { DecisionForm } from './decision-form.tsx';
import { type Experiment, moveExperiment, removeExperiment, type State } from './experiment.ts';
import { ExperimentFacts } from './experiment-facts.tsx';
import { OnPage } from './on-page.tsx';
import { Results } from './results.tsx';
import { StateMark } from './state-mark.tsx';
import { experimentWords } from './words.ts';

interface ExperimentPageProps {
  experiment: Experiment;
  mayChange: boolean;
  reload: () => Promise<void>;
}

/** One experiment: what it is, what may be done with it, and what it tells so far. */
export const ExperimentPage = ({ experiment, mayChange, reload }: ExperimentPageProps) => {
  const text = experimentWords.value;
  const { failure, run } = useAttempt();
  const { state } = experiment;
  const move = (to: State, decision?: { variant: string | null; reason: string }) =>
    void run(async () => {
      await moveExperiment(experiment, to, decision);
      await reload();
      announce(text.states[to]);
    });
  return (
    <div class="stack experiments">
      <Card
        title={experiment.name}
        actions={
          <>
            <Button look="quiet" icon="menu" onClick={() => goOwn({ experiment: '' })}>
              {text.all}
            </Button>
            {mayChange && state !== 'archived' && <Button onClick={() => goOwn({ edit: 'yes' })}>{text.edit}</Button>}
            {mayChange && (state === 'draft' || state === 'stopped') && (
              <Button look={state === 'draft' ? 'primary' : 'plain'} onClick={() => move('running')}>
                {state === 'draft' ? text.start : text.goOn}
              </Button>
            )}
            {mayChange && state === 'running' && <Button onClick={() => move('stopped')}>{text.stop}</Button>}
            {mayChange && state === 'stopped' && (
              <Popover button={text.decide} label={text.decide} look="primary">
                {(close) => (
                  <DecisionForm
                    experiment={experiment}
                    onDecided={(decision) => {
                      close();
                      move('archived', decision);
                    }}
                  />
                )}
              </Popover>
            )}
            {mayChange && state === 'draft' && (
              <RemoveButton
                label={text.remove(experiment.name)}
                meaning={text.removeSure}
                onRemove={() =>
                  void run(async () => {
                    await removeExperiment(experiment);
                    await reload();
                    goOwn({ experiment: '' });
                  })
                }
              />
            )}
          </>
        }
      >
        <div class="stack">
          <StateMark experiment={experiment} />
          <ExperimentFacts experiment={experiment} />
          <Failure text={failure.value} />
        </div>
      </Card>
      {experiment.question && <Results question={experiment.question} />}
      {state !== 'archived' && (
        <Card title={text.onPage}>
          <OnPage experiment={experiment} mayChange={mayChange} />
        </Card>
      )}
    </div>
  );
};
