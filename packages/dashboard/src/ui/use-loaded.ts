import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** What was fetched, by what fetches it. */
const loaded = new WeakMap<() => Promise<unknown>, unknown>();

/** What is known of what is fetched: it, the reason it could not be fetched, or neither yet. */
export interface Loaded<Value> {
  value?: Value;
  hasFailed: boolean;
  retry: () => void;
}

/** Fetches a part of the application when it is first needed, and keeps it. `load` is the same function every time. */
export const useLoaded = <Value>(load: () => Promise<Value>): Loaded<Value> => {
  const attempt = useSignal(0);
  const failed = useSignal<unknown>(undefined);
  const settled = useSignal(0);

  const wasThere = loaded.has(load);

  useEffect(() => {
    if (loaded.has(load)) {
      // It came for somebody else since this was drawn.
      if (!wasThere) settled.value += 1;
      return;
    }
    let isCurrent = true;
    failed.value = undefined;
    load().then(
      (value) => {
        loaded.set(load, value);
        if (isCurrent) settled.value += 1;
      },
      () => {
        if (isCurrent) failed.value = load;
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [load, attempt.value]);

  // Read, so that the arrival draws it.
  settled.value;
  const value = loaded.get(load) as Value | undefined;
  return {
    ...(value !== undefined && { value }),
    hasFailed: failed.value === load,
    retry: () => {
      attempt.value += 1;
    },
  };
};
