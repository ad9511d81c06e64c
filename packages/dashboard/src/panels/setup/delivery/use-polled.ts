import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiProblem } from '../../../api/problem.ts';
import { noteSignedOut } from '../../../state/session.ts';

/** What was read last, and how the last try went. */
export interface Polled<Value> {
  value: Value | undefined;
  hasFailed: boolean;
  /** Reads again now. */
  refresh: () => void;
}

const EVERY_MS = 10_000;

/** Reads something now, again whenever `name` changes, and every ten seconds while the page is looked at. */
export const usePolled = <Value>(name: string, read: () => Promise<Value>): Polled<Value> => {
  const state = useSignal<{ name: string; value: Value | undefined; hasFailed: boolean }>({
    name,
    value: undefined,
    hasFailed: false,
  });
  const asked = useSignal(0);

  useEffect(() => {
    let isOver = false;
    const look = async () => {
      try {
        const value = await read();
        if (!isOver) state.value = { name, value, hasFailed: false };
      } catch (problem) {
        if (isOver) return;
        if (problem instanceof ApiProblem && problem.status === 401) return noteSignedOut();
        state.value = { ...state.value, hasFailed: true };
      }
    };
    void look();
    const timer = setInterval(() => document.visibilityState === 'visible' && void look(), EVERY_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [name, asked.value]);

  const { value, hasFailed } = state.value;
  return {
    value: state.value.name === name ? value : undefined,
    hasFailed,
    refresh: () => {
      asked.value += 1;
    },
  };
};
