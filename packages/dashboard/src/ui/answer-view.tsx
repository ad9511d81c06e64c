import type { ComponentChildren } from 'preact';
import type { Answered, AskedKind } from '../api/ask.ts';
import type { Answer } from '../api/use-answer.ts';
import { formats, words } from '../locales/index.ts';
import { savedSegment } from '../state/segments.ts';
import { site } from '../state/site.ts';
import { Button } from './button.tsx';
import { Empty, Loading, Problem } from './states.tsx';

interface AnswerViewProps<Kind extends AskedKind> {
  answer: Answer<Kind>;
  children: (result: Answered<Kind>['result'], statistics: Answered<Kind>['statistics']) => ComponentChildren;
}

/**
 * Shows an answer, or what there is instead: that it is being asked (and how to cancel), why it failed (and how to try
 * again). While a changed question is asked, the old answer stays in sight, marked as old.
 */
export const AnswerView = <Kind extends AskedKind>({ answer, children }: AnswerViewProps<Kind>) => {
  const { status, answered, problem, cancel, retry } = answer;
  if (status === 'failed') {
    const { message = '', known = [] } = problem ?? {};
    return (
      <Problem message={message || words.value.noConnection} onRetry={retry}>
        {known.length > 0 && (
          <p>
            <bdi>{words.value.known(formats.value.list(known.slice(0, 12)))}</bdi>
          </p>
        )}
      </Problem>
    );
  }
  if (status === 'cancelled' && !answered)
    return (
      <Empty title={words.value.cancelled}>
        <Button onClick={retry}>{words.value.tryAgain}</Button>
      </Empty>
    );
  if (status === 'idle') return null;
  if (!answered) return <Loading onCancel={cancel} />;
  const isStale = status !== 'answered';
  return (
    <div class={isStale ? 'answer answer-stale' : 'answer'} aria-busy={status === 'asking'}>
      {status === 'asking' && (
        <>
          <div class="progress progress-edge" />
          <div class="answer-cancel">
            <Button isSmall onClick={cancel}>
              {words.value.cancel}
            </Button>
          </div>
        </>
      )}
      <div class="answer-body">{children(answered.result, answered.statistics)}</div>
      {answered.snapshots.map(({ segment, takenAt }) => (
        <p class="is-quiet" key={segment}>
          {words.value.restsOnSnapshot(
            savedSegment(segment)?.title ?? segment,
            formats.value.moment(takenAt, site.value?.timeZone ?? 'UTC'),
          )}
        </p>
      ))}
      {status === 'cancelled' && (
        <div class="answer-cancel">
          <Button isSmall onClick={retry}>
            {words.value.tryAgain}
          </Button>
        </div>
      )}
    </div>
  );
};
