import { useSignal } from '@preact/signals';

/** The pages of a list that tells where its next one begins. */
export interface Pages {
  /** Counted from 0. */
  index: number;
  /** Where the shown page begins; undefined on the first. */
  after: string | undefined;
  next(after: string): void;
  previous(): void;
}

/** Goes through the pages of a list. `listed` says what is listed: when it changes, the first page is shown. */
export const usePages = (listed: string): Pages => {
  const turned = useSignal<{ listed: string; afters: readonly string[] }>({ listed, afters: [] });
  const afters = turned.value.listed === listed ? turned.value.afters : [];
  return {
    index: afters.length,
    after: afters.at(-1),
    next: (after) => {
      turned.value = { listed, afters: [...afters, after] };
    },
    previous: () => {
      turned.value = { listed, afters: afters.slice(0, -1) };
    },
  };
};
