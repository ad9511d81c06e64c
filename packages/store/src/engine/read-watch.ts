import { StoreError } from '../store-error.ts';
import type { ReadStatement } from './engine.ts';
import { toStoreError } from './to-store-error.ts';

/** Watches one read: it ends when its caller gives up, its time is over, or the store closes. */
export interface ReadWatch {
  /** Fires once, for whichever reason comes first. */
  readonly signal: AbortSignal;
  /** What is left of the read's time, at least 1. */
  remainingMs(): number;
  /** Says in the caller's terms why the read failed. */
  explain(error: unknown): StoreError;
  /** Lets go of timer and listeners. */
  dispose(): void;
}

/** Begins to watch a read. `closing` fires when the store closes. */
export const watchRead = (
  { signal: caller, timeoutMs, settings = {} }: ReadStatement,
  closing: AbortSignal,
): ReadWatch => {
  // AbortSignal.any would keep every read's signal alive for as long as `closing` lives (Node 20).
  const controller = new AbortController();
  const deadline = performance.now() + timeoutMs;
  let ending: 'caller' | 'time' | 'closing' | undefined;
  const end = (reason: 'caller' | 'time' | 'closing') => () => {
    ending ??= reason;
    controller.abort();
  };
  const [onCaller, onTime, onClosing] = [end('caller'), end('time'), end('closing')];
  const timer = setTimeout(onTime, timeoutMs);
  caller?.addEventListener('abort', onCaller, { once: true });
  closing.addEventListener('abort', onClosing, { once: true });
  if (closing.aborted) onClosing();
  else if (caller?.aborted) onCaller();

  const ranOutOfTime = (cause: unknown) =>
    new StoreError(`The query took longer than its limit of ${timeoutMs} ms. Ask for less, such as a shorter range.`, {
      code: 'timeout',
      cause,
    });
  return {
    signal: controller.signal,
    remainingMs: () => Math.max(1, deadline - performance.now()),
    explain(error) {
      if (ending === 'caller') return new StoreError('The query was cancelled.', { code: 'cancelled', cause: error });
      if (ending === 'closing') return new StoreError('The store is closed.', { code: 'closed', cause: error });
      const failure = toStoreError(error, 'answering a query');
      if (ending === 'time' || failure.code === 'timeout') return ranOutOfTime(error);
      if (failure.code === 'memory_limit')
        return new StoreError(
          `The query needed more memory than its limit of ${Math.round(Number(settings.max_memory_usage ?? 0) / 1e6)} MB. Ask for less, such as a shorter range or fewer groups.`,
          { code: 'memory_limit', cause: error },
        );
      return failure;
    },
    dispose() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', onCaller);
      closing.removeEventListener('abort', onClosing);
    },
  };
};
