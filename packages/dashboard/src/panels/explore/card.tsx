import type { TrendResult } from '@telltale/query';
import { TrendCharts } from '../../builder/trend-charts.tsx';
import { shownLines } from '../../builder/trend-lines.ts';
import type { CardKind } from '../../cards/card-kind.ts';
import { bucketName } from '../../charts/bucket-name.ts';
import { shownSite } from '../../state/site.ts';
import { exploreWords } from './words.ts';

const labelsOf = ({ startAts }: TrendResult, interval: Parameters<typeof bucketName>[1] = 'day') =>
  startAts.map((startAt) => bucketName(startAt, interval, shownSite.value?.timeZone ?? 'UTC'));

/** Lines over time. */
export const trendCard: CardKind<'trend'> = {
  Answer: ({ definition, result }) => (
    <TrendCharts lines={shownLines(result, definition)} labels={labelsOf(result, definition.interval)} />
  ),
  file: ({ definition, result }) => {
    const lines = shownLines(result, definition);
    return {
      headings: [exploreWords.value.when, ...lines.map(({ name }) => name)],
      rows: labelsOf(result, definition.interval).map(({ long }, index) => [
        long,
        ...lines.map(({ values }) => values[index] ?? null),
      ]),
    };
  },
};
