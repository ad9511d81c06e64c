import { QuestionError } from '../../question.ts';
import type { FunnelDefinition } from './definition.ts';

const checkOptional = ({ steps, order }: FunnelDefinition) => {
  const optional = steps.findIndex(({ isOptional }) => isOptional);
  if (optional < 0) return;
  if (order !== 'ordered')
    throw new QuestionError(
      'unfit_optional_step',
      `steps.${optional}.isOptional`,
      `An optional step lies between two needed ones, which only the order "ordered" can say: choose it, or leave \`isOptional\` out.`,
    );
  for (const [index, what] of [
    [0, 'The first step is the entry'],
    [steps.length - 1, 'The last step is converting'],
  ] as const)
    if (steps[index]?.isOptional)
      throw new QuestionError(
        'unfit_optional_step',
        `steps.${index}.isOptional`,
        `${what} and cannot be skipped: leave \`isOptional\` out, or leave the step out.`,
      );
};

/** @throws QuestionError when a number (from 1) is not that of a needed step */
const checkNeeded = ({ steps }: FunnelDefinition, step: number, { code, path }: { code: string; path: string }) => {
  if (step > steps.length)
    throw new QuestionError(code, path, `There is no step ${step}: steps 1 to ${steps.length} are expected.`);
  if (steps[step - 1]?.isOptional)
    throw new QuestionError(
      code,
      path,
      `Step ${step} is optional, so that nobody stops at it: name the needed step before or after it.`,
    );
};

const checkExclusions = (definition: FunnelDefinition) => {
  const { exclusions, order, steps } = definition;
  if (exclusions.length > 0 && order === 'any_order')
    throw new QuestionError(
      'unfit_exclusion',
      'exclusions',
      'In any order nothing lies between two steps: leave the exclusions out, or choose an order.',
    );
  exclusions.forEach(({ from, to }, index) => {
    const path = `exclusions.${index}`;
    if (from >= to || to > steps.length)
      throw new QuestionError(
        'unfit_exclusion',
        path,
        `From step ${from} to step ${to}: a step and a later one of the ${steps.length} are expected.`,
      );
    checkNeeded(definition, from, { code: 'unfit_exclusion', path: `${path}.from` });
    checkNeeded(definition, to, { code: 'unfit_exclusion', path: `${path}.to` });
  });
};

const checkPeople = (definition: FunnelDefinition) => {
  const { people, steps } = definition;
  if (people?.step === undefined) return;
  checkNeeded(definition, people.step, { code: 'unfit_people', path: 'people.step' });
  if (people.outcome === 'converted')
    throw new QuestionError('unfit_people', 'people.step', 'Who converted did all steps: leave the step out.');
  if (people.step === steps.length)
    throw new QuestionError(
      'unfit_people',
      'people.step',
      `Nobody stops at the last step, they converted: name a step from 1 to ${steps.length - 1}.`,
    );
};

const checkNext = (definition: FunnelDefinition) => {
  const { next, steps } = definition;
  if (!next) return;
  checkNeeded(definition, next.step, { code: 'unfit_next', path: 'next.step' });
  if (next.step === steps.length)
    throw new QuestionError(
      'unfit_next',
      'next.step',
      `Nobody drops after the last step, they converted: name a step from 1 to ${steps.length - 1}.`,
    );
};

const checkParts = ({ steps, explain, breakdown }: FunnelDefinition) => {
  const attribution = breakdown?.attribution;
  if (typeof attribution === 'object' && attribution.step > steps.length)
    throw new QuestionError(
      'unfit_attribution',
      'breakdown.attribution.step',
      `There is no step ${attribution.step}: steps 1 to ${steps.length} are expected.`,
    );
  if (explain && explain.properties.length + explain.events.length === 0)
    throw new QuestionError(
      'unfit_explanation',
      'explain',
      'Neither properties nor events are looked at: name some, or leave `properties` out for the usual ones.',
    );
};

/** Refuses what does not fit together. @throws QuestionError that says the way out */
export const checkFunnel = (definition: FunnelDefinition): void => {
  checkOptional(definition);
  checkExclusions(definition);
  checkPeople(definition);
  checkNext(definition);
  checkParts(definition);
};
