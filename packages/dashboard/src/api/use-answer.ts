import { useSignal } from '@preact/signals';
import { useContext, useEffect, useMemo, useRef } from 'preact/hooks';
import { noteSignedOut } from '../state/session.ts';
import { site } from '../state/site.ts';
import { AnsweredBy } from './answered-by.ts';
import { type Answered, type AskedKind, ask, type Definitions } from './ask.ts';
import { ApiProblem } from './problem.ts';

/** How far a question has come. While a changed question is asked, `answered` still holds the answer to the last one. */
export interface Answer<Kind extends AskedKind> {
  status: 'idle' | 'asking' | 'answered' | 'failed' | 'cancelled';
  answered: Answered<Kind> | undefined;
  problem: ApiProblem | undefined;
  cancel: () => void;
  retry: () => void;
}

interface Progress<Kind extends AskedKind> {
  status: Answer<Kind>['status'];
  answered: Answered<Kind> | undefined;
  problem: ApiProblem | undefined;
}

const problemOf = (cause: unknown): ApiProblem =>
  cause instanceof ApiProblem ? cause : new ApiProblem(0, { message: cause instanceof Error ? cause.message : '' });

/** Builders ask while somebody types: they wait this long for the next key. */
export const TYPING_PAUSE_MS = 250;

/**
 * Asks a question and keeps asking as its definition changes; a question that was overtaken is cancelled, in the collector
 * too. Undefined asks nothing.
 */
export const useAnswer = <Kind extends AskedKind>(
  kind: Kind,
  definition: Definitions[Kind] | undefined,
  { pauseMs = 0 } = {},
): Answer<Kind> => {
  const progress = useSignal<Progress<Kind>>({ status: 'idle', answered: undefined, problem: undefined });
  const attempt = useSignal(0);
  const controller = useRef<AbortController | undefined>(undefined);
  const siteId = site.value?.id ?? '';
  const source = useContext(AnsweredBy);
  // Definitions are made anew with every render; their text tells whether they changed.
  const text = definition && JSON.stringify(definition);
  const asked = useMemo(() => definition, [text]);

  useEffect(() => {
    if (!asked || !(source || siteId)) {
      progress.value = { status: 'idle', answered: undefined, problem: undefined };
      return;
    }
    const current = new AbortController();
    controller.current = current;
    progress.value = { ...progress.value, status: 'asking', problem: undefined };
    const timer = setTimeout(async () => {
      try {
        const { signal } = current;
        const answered = source
          ? ((await source(signal)) as Answered<Kind>)
          : await ask(siteId, kind, { definition: asked, signal });
        if (!current.signal.aborted) progress.value = { status: 'answered', answered, problem: undefined };
      } catch (cause) {
        if (current.signal.aborted) return;
        const problem = problemOf(cause);
        if (problem.status === 401) noteSignedOut();
        progress.value = { status: 'failed', answered: undefined, problem };
      }
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      current.abort();
    };
  }, [asked, siteId, source, kind, attempt.value]);

  return {
    ...progress.value,
    cancel: () => {
      controller.current?.abort();
      progress.value = { ...progress.value, status: 'cancelled' };
    },
    retry: () => {
      attempt.value += 1;
    },
  };
};
