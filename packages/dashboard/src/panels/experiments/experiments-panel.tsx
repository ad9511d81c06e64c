import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useAttempt } from '../../api/use-attempt.ts';
import { goOwn, ownText } from '../../state/own.ts';
import { site } from '../../state/site.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { type Experiment, listExperiments } from './experiment.ts';
import { ExperimentForm } from './experiment-form.tsx';
import { ExperimentList } from './experiment-list.tsx';
import { ExperimentPage } from './experiment-page.tsx';
import './experiments.css';
import { experimentWords } from './words.ts';

/** Each name once. */
const namesOf = (names: readonly (string | undefined)[]): string[] => [
  ...new Set(names.filter((name) => name !== undefined)),
];

/** Experiments: all of them, one with its results, or one that is being made. */
export const ExperimentsPanel = () => {
  const text = experimentWords.value;
  const experiments = useSignal<readonly Experiment[] | undefined>(undefined);
  const { failure, run } = useAttempt();
  const reload = () =>
    run(async () => {
      experiments.value = await listExperiments();
    });
  useEffect(() => {
    experiments.value = undefined;
    void reload();
  }, [site.value?.id]);

  const mayChange = site.value?.scopes.includes('sites:write') ?? false;
  const known = experiments.value;
  if (failure.value && !known) return <Problem message={failure.value} onRetry={() => void reload()} />;
  if (!known) return <Loading />;
  const chosen = known.find(({ id }) => id === ownText('experiment'));
  const isEditing = ownText('edit') !== '';
  if (isEditing && mayChange)
    return (
      <ExperimentForm
        key={chosen?.id ?? ''}
        experiment={chosen}
        known={{
          groups: namesOf(known.map(({ group }) => group?.id)),
          holdOuts: namesOf(known.map(({ holdOut }) => holdOut?.id)),
        }}
        onSaved={async (id) => {
          await reload();
          goOwn({ experiment: id, edit: '' });
        }}
        onCancel={() => goOwn({ edit: '' })}
      />
    );
  if (chosen) return <ExperimentPage key={chosen.id} experiment={chosen} mayChange={mayChange} reload={reload} />;
  return (
    <Card
      title={text.title}
      actions={
        mayChange && (
          <Button look="primary" icon="plus" onClick={() => goOwn({ edit: 'new', experiment: '' })}>
            {text.make}
          </Button>
        )
      }
    >
      {known.length === 0 ? (
        <Empty title={text.none} icon="experiments">
          <p>{text.noneHint}</p>
        </Empty>
      ) : (
        <ExperimentList experiments={known} />
      )}
    </Card>
  );
};
