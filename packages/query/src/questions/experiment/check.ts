import { nearestFirst, suggestion } from '../../nearest.ts';
import { QuestionError } from '../../question.ts';
import type { ExperimentDefinition } from './definition.ts';

/** Refuses what does not fit together. @throws QuestionError that says the way out */
export const checkExperiment = ({ variants, weightChanges, people }: ExperimentDefinition): void => {
  const ids = variants.map(({ id }) => id);
  if (!variants.some(({ weight }) => weight > 0))
    throw new QuestionError('unfit_weights', 'variants', 'All weights are 0: a weight above 0 is expected.');
  weightChanges.forEach(({ at, weights }, index) => {
    const path = `weightChanges.${index}`;
    if (weights.length !== variants.length)
      throw new QuestionError(
        'unfit_weights',
        `${path}.weights`,
        `${weights.length} weights for ${variants.length} variants: one for each is expected, in their order.`,
      );
    if (!weights.some((weight) => weight > 0))
      throw new QuestionError('unfit_weights', `${path}.weights`, 'All weights are 0: a weight above 0 is expected.');
    if (at <= (weightChanges[index - 1]?.at ?? Number.NEGATIVE_INFINITY))
      throw new QuestionError('unfit_weights', `${path}.at`, 'Changes of weights are expected in the order of time.');
  });
  if (people?.variant !== undefined && !ids.includes(people.variant)) {
    const known = nearestFirst(people.variant, ids);
    throw new QuestionError(
      'unknown_variant',
      'people.variant',
      `There is no variant "${people.variant}". ${suggestion(known)}`,
      known,
    );
  }
};
