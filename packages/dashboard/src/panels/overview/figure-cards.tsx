import { useId } from 'preact/hooks';
import { formats, words } from '../../locales/index.ts';
import { Icon } from '../../ui/icon.tsx';
import { figureTitle, formatFigure, formatTotal } from './figure-format.ts';
import type { Figure } from './overview-question.ts';
import { overviewWords } from './words.ts';

interface FigureCardsProps {
  figures: readonly Figure[];
  chosen: Figure;
  onChoose: (figure: Figure) => void;
}

// A tenfold figure says more than a thousand per cent.
const MANY_TIMES = 9;

/** How much a figure changed against the compared days. */
const Change = ({ figure }: { figure: Figure }) => {
  if (!figure.comparison) return null;
  const before = figure.comparison.total;
  if (before === 0) return <span class="figure-change">–</span>;
  const change = figure.total / before - 1;
  const shown = change < MANY_TIMES ? formats.value.change(change) : formats.value.times(change + 1);
  return (
    <span class="figure-change" title={words.value.changeSince(shown, formatFigure(figure, before))}>
      {Math.abs(change) >= 0.005 && <Icon name={change > 0 ? 'rise' : 'fall'} />}
      {shown}
    </span>
  );
};

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
          <Change figure={figure} />
        </label>
      ))}
    </fieldset>
  );
};
