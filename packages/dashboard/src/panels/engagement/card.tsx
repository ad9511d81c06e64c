import { type CardKind, fileOf } from '../../cards/card-kind.ts';
import { formats } from '../../locales/index.ts';
import { comparedNote } from '../../ui/compared.tsx';
import { Figures } from '../../ui/figures.tsx';
import { figureColumns } from './engagement-figures.tsx';
import { figureName, valueText } from './figure-text.ts';
import { engagementWords } from './words.ts';

/** As the question takes it where nothing is said. */
const ENGAGED_BELOW_MS = 10_000;

/** The figures that can be reckoned in these days; the others are in the file, too. */
export const engagementCard: CardKind<'engagement'> = {
  Answer: ({ result: { figures } }) => (
    <Figures
      figures={figures
        .filter(({ value }) => value !== null)
        .map((figure) => ({
          title: figureName(figure),
          value: valueText(figure, figure),
          // A score may be 0 or less: a change in per cent would say nothing.
          note:
            figure.unit !== 'points' &&
            comparedNote(figure.value, {
              before: figure.comparison?.value,
              format: () => (figure.comparison ? valueText(figure.comparison, figure) : '–'),
            }),
        }))}
    />
  ),
  file: ({ definition: { bounce }, result: { figures, comparisonRange } }) =>
    fileOf(
      figureColumns(
        engagementWords.value.formulas(formats.value.duration(bounce?.engagedBelowMs ?? ENGAGED_BELOW_MS)),
        comparisonRange !== null,
      ),
      figures,
    ),
};
