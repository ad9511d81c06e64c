import { type QuestionContext, QuestionError } from '../../question.ts';
import { durationMs } from '../../time/duration.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { PathsDefinition } from './definition.ts';

/** Paths as compiling and decoding need them. */
export interface PathsPlan {
  /** Anchors lie in it. */
  range: Span;
  /** Steps lie in it. */
  read: Span;
  windowMs: number;
  /** Epoch ms. */
  nowMs: number;
  /** Steps beside the anchor. */
  steps: number;
  /** +1 when steps follow the anchor, −1 when they lead to it. */
  sign: 1 | -1;
}

const checkPeople = ({ people, direction, steps }: PathsDefinition) => {
  if (!people) return;
  const distance = direction === 'after' ? people.step : -people.step;
  if (distance < 0 || distance > steps)
    throw new QuestionError(
      'unfit_people',
      'people.step',
      `There is no step ${people.step}: steps are ${direction === 'after' ? `0 to ${steps}` : `${-steps} to 0`} here.`,
    );
  if (distance === steps && (people.next !== undefined || people.outcome !== undefined))
    throw new QuestionError(
      'unfit_people',
      'people.step',
      `What lies beyond step ${people.step} is not looked at: ask for more \`steps\`.`,
    );
  if (people.next !== undefined && people.outcome !== undefined)
    throw new QuestionError(
      'unfit_people',
      'people.outcome',
      'Who went on to a next node did not end there: leave one of both out.',
    );
};

/** Reads off a definition what it asks. @throws QuestionError `empty_range`, `unfit_people` */
export const planOf = (definition: PathsDefinition, context: QuestionContext): PathsPlan => {
  checkPeople(definition);
  const { direction, steps } = definition;
  const range = resolveRange(definition.range, context);
  const windowMs = durationMs(definition.window);
  const isAfter = direction === 'after';
  return {
    range,
    // Up to and including the window's last millisecond.
    read: isAfter
      ? { startAt: range.startAt, endAt: range.endAt + windowMs }
      : { startAt: range.startAt - windowMs, endAt: range.endAt },
    windowMs,
    nowMs: context.nowMs,
    steps,
    sign: isAfter ? 1 : -1,
  };
};
