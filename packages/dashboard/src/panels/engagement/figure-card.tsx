import type { EngagementFigure } from '@telltale/query';
import { words } from '../../locales/index.ts';
import { goOwn } from '../../state/own.ts';
import { Change } from '../../ui/change.tsx';
import { peopleBehind } from './figure-groups.ts';
import { quotientText, valueText } from './figure-text.ts';
import { engagementWords } from './words.ts';

interface FigureCardProps {
  figure: EngagementFigure;
  /** How it is reckoned, in the reader's language. */
  formula: string;
}

/** A figure with how it is reckoned, from what, what it was before, and who is behind it. */
export const FigureCard = ({ figure, formula }: FigureCardProps) => {
  const text = engagementWords.value;
  const { name, value, comparison, unit } = figure;
  const quotient = quotientText(figure, figure);
  const before = comparison && comparison.value !== null ? comparison.value : null;
  const groups = peopleBehind(figure);
  return (
    <li class="engagement-figure">
      <h3>{text.names[name]}</h3>
      <p class="engagement-value">{valueText(figure, figure)}</p>
      {comparison && before !== null && value !== null && (
        <p class="engagement-before">
          {/* A score may be 0 or less: a change in per cent would say nothing. */}
          {unit !== 'points' && before > 0 && <Change now={value} before={before} />}
          <span class="is-quiet">{text.was(valueText(comparison, figure))}</span>
        </p>
      )}
      <p class="is-quiet">{formula}</p>
      {value === null ? (
        <p class="is-quiet">{text.noBasis}</p>
      ) : (
        quotient !== '' && <p class="is-quiet engagement-quotient">{quotient}</p>
      )}
      {groups.length > 0 && (
        <p class="engagement-who">
          {groups.map((group) => (
            <button
              key={group}
              type="button"
              class="people-button"
              aria-label={words.value.seeWho(text.who[group])}
              onClick={() => goOwn({ listed: group })}
            >
              {text.who[group]}
            </button>
          ))}
        </p>
      )}
    </li>
  );
};
