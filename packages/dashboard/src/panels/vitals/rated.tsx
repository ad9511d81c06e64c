import type { VitalMetric, VitalsResult } from '@telltale/query';
import { valueName } from '../../state/names.ts';
import { ratingOf, vitalText } from './rating.ts';

interface RatedProps {
  metric: VitalMetric;
  value: number | null;
  thresholds: VitalsResult['thresholds'];
}

/** A value, and in a word what it means; the colour only repeats the word. */
export const Rated = ({ metric, value, thresholds }: RatedProps) => {
  const rating = ratingOf(metric, value, thresholds);
  return (
    <>
      {vitalText(metric, value)}
      {rating && <small class={`rated rated-${rating}`}>{valueName('rating', rating)}</small>}
    </>
  );
};
