import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { words } from '../locales/index.ts';
import { site } from '../state/site.ts';
import { Loading, Problem } from './states.tsx';

/** Loads what a panel is about, anew for another site. Returns what to show instead until it is there; then nothing. */
export const useLoading = (load: () => Promise<unknown>, isThere: boolean) => {
  const hasFailed = useSignal(false);
  const attempt = useSignal(0);
  const siteId = site.value?.id;
  useEffect(() => {
    hasFailed.value = false;
    load().catch(() => {
      hasFailed.value = true;
    });
  }, [siteId, attempt.value]);
  if (hasFailed.value)
    return (
      <Problem
        message={words.value.noConnection}
        onRetry={() => {
          attempt.value += 1;
        }}
      />
    );
  return isThere ? undefined : <Loading />;
};
