import type { MetricFigures, VariantFigures } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { apart, shownDifference } from './values.ts';
import { experimentWords } from './words.ts';

/** From where to where the lines of one metric reach, in its unit. */
export interface Reach {
  low: number;
  high: number;
}

/** From where to where the intervals of a metric reach, nothing and the least effect among them. */
export const reachOf = (
  variants: readonly Pick<VariantFigures, 'effect'>[],
  leastEffect: number | null = null,
): Reach => {
  const ends = variants.flatMap(({ effect }) => (effect ? [effect.interval.low, effect.interval.high] : []));
  const least = leastEffect ?? 0;
  const [low, high] = [Math.min(0, -least, ...ends), Math.max(0, least, ...ends)];
  const room = (high - low || 1) * 0.06;
  return { low: low - room, high: high + room };
};

interface EffectLineProps {
  metric: Pick<MetricFigures, 'type' | 'currency' | 'isLessBetter'>;
  effect: VariantFigures['effect'];
  reach: Reach;
  leastEffect?: number | null;
}

/** An effect with its interval: drawn, and in words. The control's value is the upright line; what is too small to matter is shaded. */
export const EffectLine = ({ metric, effect, reach, leastEffect = null }: EffectLineProps) => {
  const text = experimentWords.value;
  if (!effect) return <span class="is-quiet">{text.tooFew}</span>;
  const { value, interval, relative } = effect;
  const place = (at: number) => `${(100 * (at - reach.low)) / (reach.high - reach.low)}%`;
  const width = (from: number, to: number) => `${(100 * (to - from)) / (reach.high - reach.low)}%`;
  const { low, high } = metric.isLessBetter ? { low: -interval.high, high: -interval.low } : interval;
  const look = low > 0 ? 'effect-better' : high < 0 ? 'effect-worse' : 'effect-open';
  const shown = (number: number) =>
    apart(relative ? formats.value.fineChange(number) : shownDifference(metric, number));
  const told = relative ?? { value, interval };
  const said = text.effect(shown(told.value), shown(told.interval.low), shown(told.interval.high));
  return (
    <div class={`effect ${look}`}>
      <div class="effect-plot" aria-hidden="true">
        {leastEffect !== null && (
          <span
            class="effect-least"
            style={{ insetInlineStart: place(-leastEffect), inlineSize: width(-leastEffect, leastEffect) }}
          />
        )}
        <span class="effect-zero" style={{ insetInlineStart: place(0) }} />
        <span
          class="effect-interval"
          style={{ insetInlineStart: place(interval.low), inlineSize: width(interval.low, interval.high) }}
        />
        <span class="effect-value" style={{ insetInlineStart: place(value) }} />
      </div>
      <span class="effect-said">{said}</span>
    </div>
  );
};
