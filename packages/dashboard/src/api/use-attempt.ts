import { type Signal, useSignal } from '@preact/signals';
import { problemText } from './problem-text.ts';

/** One act at a time, and what went wrong with the last. */
export interface Attempt {
  isWorking: Signal<boolean>;
  /** In words; empty when nothing went wrong. */
  failure: Signal<string>;
  /** Runs it, unless one is under way. */
  run: (act: () => Promise<void>) => Promise<void>;
}

/** Runs what a form does. */
export const useAttempt = (): Attempt => {
  const isWorking = useSignal(false);
  const failure = useSignal('');
  return {
    isWorking,
    failure,
    run: async (act) => {
      if (isWorking.value) return;
      isWorking.value = true;
      failure.value = '';
      try {
        await act();
      } catch (reason) {
        failure.value = problemText(reason);
      } finally {
        isWorking.value = false;
      }
    },
  };
};
