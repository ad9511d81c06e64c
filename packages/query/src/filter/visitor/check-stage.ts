import { QuestionError } from '../../question.ts';
import type { ConditionOf, Stages } from '../definition.ts';
import { MAX_ANY_ORDER_STEPS } from './fold-any-order.ts';

const checkOptional = ({ steps, order = 'ordered' }: Stages, path: string) => {
  steps.forEach(({ isOptional }, index) => {
    if (!isOptional || (order === 'ordered' && index > 0 && index < steps.length - 1)) return;
    throw new QuestionError(
      'unfit_optional_step',
      `${path}.funnel.steps.${index}.isOptional`,
      'An optional step lies between two needed ones, in the order "ordered": leave `isOptional` out, or the step.',
    );
  });
};

/** @throws QuestionError when the stages, or the outcome, contradict themselves */
export const checkStage = ({ funnel, outcome, step }: ConditionOf<'funnel'>, path: string) => {
  const { steps, exclusions = [], order } = funnel;
  if (order === 'any_order' && exclusions.length > 0)
    throw new QuestionError(
      'unfit_exclusion',
      `${path}.funnel.exclusions`,
      'In any order nothing lies between two steps: leave the exclusions out, or choose an order.',
    );
  if (order === 'any_order' && steps.length > MAX_ANY_ORDER_STEPS)
    throw new QuestionError(
      'too_many_steps',
      `${path}.funnel.steps`,
      `In any order, a condition knows at most ${MAX_ANY_ORDER_STEPS} steps; these are ${steps.length}.`,
    );
  checkOptional(funnel, path);
  const isOptional = (number: number) => steps[number - 1]?.isOptional === true;
  exclusions.forEach(({ from, to }, index) => {
    if (isOptional(from) || isOptional(to))
      throw new QuestionError(
        'unfit_exclusion',
        `${path}.funnel.exclusions.${index}`,
        'An exclusion lies between two needed steps: name those, not an optional one.',
      );
    if (from >= to || to > steps.length)
      throw new QuestionError(
        'unfit_exclusion',
        `${path}.funnel.exclusions.${index}`,
        `From step ${from} to step ${to}: a step and a later one of the ${steps.length} are expected.`,
      );
  });
  if (outcome === 'reached' && step === undefined)
    throw new QuestionError('unfit_step', `${path}.step`, 'Say which step was reached; who entered reached step 1.');
  if (step !== undefined && (outcome === 'converted' || outcome === 'excluded'))
    throw new QuestionError('unfit_step', `${path}.step`, `"${outcome}" is of the whole funnel: leave the step out.`);
  if (step !== undefined && isOptional(step))
    throw new QuestionError(
      'unfit_step',
      `${path}.step`,
      `Step ${step} is optional, so that nobody stops at it: name the needed step before or after it.`,
    );
  if (step !== undefined && step > steps.length)
    throw new QuestionError('unfit_step', `${path}.step`, `The funnel has ${steps.length} steps, not ${step}.`);
};
