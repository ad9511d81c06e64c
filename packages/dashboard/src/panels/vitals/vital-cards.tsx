import type { VitalFigures, VitalsDefinitionInput, VitalsResult } from '@telltale/query';
import { direction, formats } from '../../locales/index.ts';
import { valueName } from '../../state/names.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { Card } from '../../ui/card.tsx';
import { numberColumn } from '../../ui/columns.tsx';
import { type Column, CsvButton, TableBehind } from '../../ui/table.tsx';
import { Rated } from './rated.tsx';
import { vitalText } from './rating.ts';
import { vitalWords } from './words.ts';

interface VitalCardsProps {
  result: VitalsResult;
  statistics: { rowsRead: number; elapsedMs: number };
  question: VitalsDefinitionInput;
}

const BAR_PX = 10;

/** How many page views were good, how many poor: the parts in their order, so that place tells them apart as well as colour. */
const Shares = ({ figures }: { figures: VitalFigures }) => {
  const { measured, good, needsImprovement, poor } = figures;
  const { percent } = formats.value;
  const parts = [
    { rating: 'good', share: good / measured },
    { rating: 'needs-improvement', share: needsImprovement / measured },
    { rating: 'poor', share: poor / measured },
  ];
  const said = formats.value.list(
    parts.map(({ rating, share }) => `${valueName('rating', rating)}: ${percent(share)}`),
  );
  let start = 0;
  return (
    <>
      <svg class="vital-bar" width="100%" height={BAR_PX} role="img" aria-label={said}>
        {parts.map(({ rating, share }) => {
          const x = direction.value === 'rtl' ? 1 - start - share : start;
          start += share;
          return (
            <rect
              key={rating}
              class={`vital-part-${rating}`}
              x={`${x * 100}%`}
              width={`${share * 100}%`}
              height={BAR_PX}
            />
          );
        })}
      </svg>
      <p class="is-quiet">{vitalWords.value.goodShare(percent(good / measured))}</p>
    </>
  );
};

/** Each metric with what three of four visitors had at least, and how many page views were good. */
export const VitalCards = ({ result, statistics, question }: VitalCardsProps) => {
  const text = vitalWords.value;
  const { percent } = formats.value;
  const { total, comparison, thresholds } = result;
  const beforeOf = ({ metric }: VitalFigures) =>
    comparison?.total.find((other) => other.metric === metric)?.p75 ?? null;
  const shareOf = (part: (figures: VitalFigures) => number) => (figures: VitalFigures) =>
    figures.measured > 0 ? part(figures) / figures.measured : null;
  const columns: Column<VitalFigures>[] = [
    { heading: text.metric, value: ({ metric }) => metric },
    {
      heading: text.p75,
      value: ({ p75 }) => p75,
      show: ({ metric, p75 }) => vitalText(metric, p75),
      isNumber: true,
    },
    ...(comparison
      ? [
          {
            heading: text.before,
            value: beforeOf,
            show: (figures: VitalFigures) => vitalText(figures.metric, beforeOf(figures)),
            isNumber: true,
          },
        ]
      : []),
    numberColumn(text.measured, ({ measured }) => measured),
    numberColumn(
      valueName('rating', 'good'),
      shareOf(({ good }) => good),
      percent,
    ),
    numberColumn(
      valueName('rating', 'needs-improvement'),
      shareOf(({ needsImprovement }) => needsImprovement),
      percent,
    ),
    numberColumn(
      valueName('rating', 'poor'),
      shareOf(({ poor }) => poor),
      percent,
    ),
  ];
  return (
    <Card title={text.all}>
      <div class="stack">
        <ul class="vitals">
          {total.map((figures) => {
            const { metric, p75, measured } = figures;
            const before = beforeOf(figures);
            return (
              <li class="vital" key={metric}>
                <h3>
                  {metric} <small class="is-quiet">{text.metrics[metric]}</small>
                </h3>
                <p class="vital-value">
                  <Rated metric={metric} value={p75} thresholds={thresholds} />
                </p>
                {measured > 0 ? <Shares figures={figures} /> : <p class="is-quiet">{text.notMeasured}</p>}
                {before !== null && <p class="is-quiet">{text.was(vitalText(metric, before))}</p>}
              </li>
            );
          })}
        </ul>
        <p class="is-quiet">{text.note}</p>
        <AnswerFoot kind="vitals" definition={question} statistics={statistics}>
          <TableBehind caption={text.all} columns={columns} rows={total} />
          <CsvButton fileName="telltale-vitals" columns={columns} rows={total} />
        </AnswerFoot>
      </div>
    </Card>
  );
};
