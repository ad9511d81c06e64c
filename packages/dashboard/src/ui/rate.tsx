import type { Conversion } from '@telltale/query';
import { formats, words } from '../locales/index.ts';
import './rate.css';

/** A rate's interval in words: "10% to 20%, 95% sure". */
export const intervalText = ({ interval: { low, high } }: Conversion): string =>
  words.value.interval(formats.value.percent(low), formats.value.percent(high));

/** A ratio from 0 to 1 as a bar and in per cent; a dash where there is none. `hint` shows on hover. */
export const Rate = ({ ratio, hint }: { ratio: number | null; hint?: string | undefined }) =>
  ratio === null ? (
    <>–</>
  ) : (
    <span class="rate" title={hint}>
      <span class="rate-bar">
        <span style={{ inlineSize: `${Math.min(1, Math.max(0, ratio)) * 100}%` }} />
      </span>
      {formats.value.percent(ratio)}
    </span>
  );

/** A rate with its bar, and below it between which values it lies, 95 % sure. */
export const RateWithInterval = ({ conversion }: { conversion: Conversion | null }) => (
  <>
    <Rate ratio={conversion?.ratio ?? null} />
    {conversion && (
      <small class="interval">
        {words.value.range95(
          formats.value.percent(conversion.interval.low),
          formats.value.percent(conversion.interval.high),
        )}
      </small>
    )}
  </>
);
