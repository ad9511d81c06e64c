import { useId } from 'preact/hooks';
import { Change } from '../../ui/change.tsx';
import { figureTitle, formatFigure, formatTotal } from './figure-format.ts';
import type { Figure } from './overview-question.ts';
import { overviewWords } from './words.ts';

interface FigureCardsProps {
  figures: readonly Figure[];
  chosen: Figure;
  onChoose: (figure: Figure) => void;
}

/** The figures side by side; the chosen one is drawn below. Radio buttons, since one is always chosen. */
export const FigureCards = ({ figures, chosen, onChoose }: FigureCardsProps) => {
  const name = useId();
  return (
    <fieldset class="figures">
      <legend class="visually-hidden">{overviewWords.value.figures}</legend>
      {figures.map((figure) => (
        <label
          class="figure"
          key={figure.id}
          title={figure.measure === 'conversion' ? overviewWords.value.conversionHint : undefined}
        >
          <input type="radio" name={name} checked={figure === chosen} onChange={() => onChoose(figure)} />
          <span class="figure-title">{figureTitle(figure)}</span>
          <span class="figure-value" title={formatFigure(figure, figure.exactTotal ?? figure.total)}>
            {formatTotal(figure)}
          </span>
          {figure.comparison && (
            <Change
              now={figure.total}
              before={figure.comparison.total}
              beforeText={formatFigure(figure, figure.comparison.total)}
            />
          )}
        </label>
      ))}
    </fieldset>
  );
};
