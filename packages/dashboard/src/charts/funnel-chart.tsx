import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { direction, formats } from '../locales/index.ts';
import './funnel-chart.css';

/** One step of a funnel, as it is drawn. */
export interface FunnelBar {
  name: string;
  /** Came at least so far. */
  reached: number;
  /** Of all who entered and are decided; null where there is none. */
  shareRatio: number | null;
  /** Came up to the step before and may still reach this one. */
  open: number;
  /** Came up to the step before and will not reach this one. */
  dropped: number;
  /** The bar in words. */
  description: string;
  /** What stands between the step before and this one. */
  between?: ComponentChildren;
}

interface FunnelChartProps {
  bars: readonly FunnelBar[];
  legend: { reached: string; open: string; dropped: string };
}

const HEIGHT_PX = 28;

const Hatching = ({ id }: { id: string }) => (
  <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class="part-open" width="6" height="6" />
    <line class="part-open-line" x1="0" y1="0" x2="0" y2="6" stroke-width="2.5" />
  </pattern>
);

/** A bar for each step: who reached it, who may still reach it, who dropped out before it. Pattern and place tell them apart, not colour alone. */
export const FunnelChart = ({ bars, legend }: FunnelChartProps) => {
  const hatching = useId();
  const entered = bars[0]?.reached ?? 0;
  const isRightToLeft = direction.value === 'rtl';
  const isSomeOpen = bars.some(({ open }) => open > 0);

  const part = (name: string, from: number, amount: number, fill?: string) => {
    if (amount <= 0 || entered <= 0) return null;
    const start = (from / entered) * 100;
    const width = (amount / entered) * 100;
    return (
      <rect
        class={name}
        x={`${isRightToLeft ? 100 - start - width : start}%`}
        width={`${width}%`}
        height={HEIGHT_PX}
        {...(fill && { style: { fill } })}
      />
    );
  };

  return (
    <div class="funnel">
      <ul class="funnel-legend" aria-hidden="true">
        <li>
          <svg width="12" height="12" aria-hidden="true">
            <rect class="part-reached" width="12" height="12" />
          </svg>
          {legend.reached}
        </li>
        {isSomeOpen && (
          <li>
            <svg width="12" height="12" aria-hidden="true">
              <defs>
                <Hatching id={hatching} />
              </defs>
              <rect width="12" height="12" fill={`url(#${hatching})`} />
            </svg>
            {legend.open}
          </li>
        )}
        <li>
          <svg width="12" height="12" aria-hidden="true">
            <rect class="part-dropped" width="12" height="12" />
          </svg>
          {legend.dropped}
        </li>
      </ul>
      <ol class="funnel-steps">
        {bars.map(({ name, reached, shareRatio, open, dropped, description, between }, index) => (
          // Steps are told apart by their place alone: two may be alike.
          <li class="funnel-step" key={index}>
            {between && <div class="funnel-between">{between}</div>}
            <div class="funnel-step-head">
              <span class="funnel-step-number" aria-hidden="true">
                {formats.value.number(index + 1)}
              </span>
              <span class="funnel-step-name">
                <bdi>{name}</bdi>
              </span>
              <span class="funnel-step-count">{formats.value.number(reached)}</span>
              <span class="funnel-step-share">{shareRatio === null ? '–' : formats.value.percent(shareRatio)}</span>
            </div>
            <svg class="funnel-bar" width="100%" height={HEIGHT_PX} role="img" aria-label={description}>
              {part('part-reached', 0, reached)}
              {part('part-open-fill', reached, open, `url(#${hatching})`)}
              {part('part-dropped', reached + open, dropped)}
            </svg>
          </li>
        ))}
      </ol>
    </div>
  );
};
