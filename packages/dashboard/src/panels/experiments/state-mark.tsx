import type { Experiment } from './experiment.ts';
import { experimentWords } from './words.ts';

/** How far an experiment has come, in a word. */
export const StateMark = ({ experiment: { state, isRunning } }: { experiment: Experiment }) => {
  const text = experimentWords.value;
  const isWaiting = state === 'running' && !isRunning;
  return (
    <span class={`experiment-state experiment-state-${isWaiting ? 'waiting' : state}`}>
      {isWaiting ? text.notNow : text.states[state]}
    </span>
  );
};
