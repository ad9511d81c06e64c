import type { FunnelDefinitionInput, TrendDefinitionInput } from '@telltale/query';
import type { ComponentType } from 'preact';
import type { Definitions } from '../../api/ask.ts';
import { describeEvents } from '../../builder/event-words.ts';
import { TrendCharts } from '../../builder/trend-charts.tsx';
import { shownLines } from '../../builder/trend-lines.ts';
import { BarTable } from '../../charts/bar-table.tsx';
import { bucketName } from '../../charts/bucket-name.ts';
import { FunnelChart } from '../../charts/funnel-chart.tsx';
import { LinesChart } from '../../charts/lines-chart.tsx';
import { formats, words } from '../../locales/index.ts';
import { type BoardKind, isBoardKind } from '../../state/boards.ts';
import { propertyName, valueName } from '../../state/names.ts';
import { shownSite } from '../../state/site.ts';
import { Figures } from '../../ui/figures.tsx';
import { PlaceSource } from '../../ui/place-source.tsx';
import { Asked } from './asked.tsx';
import { CheckoutsAnswer } from './checkouts-answer.tsx';
import { RetentionAnswer } from './retention-answer.tsx';
import { boardWords } from './words.ts';

const timeZone = () => shownSite.value?.timeZone ?? 'UTC';

const TrendAnswer = ({ definition }: { definition: TrendDefinitionInput }) => (
  <Asked kind="trend" definition={definition}>
    {(result) => (
      <div class="stack">
        <TrendCharts
          lines={shownLines(result, definition)}
          labels={result.startAts.map((startAt) => bucketName(startAt, definition.interval ?? 'day', timeZone()))}
        />
      </div>
    )}
  </Asked>
);

const FunnelAnswer = ({ definition }: { definition: FunnelDefinitionInput }) => (
  <Asked kind="funnel" definition={definition}>
    {({ total: { entered, converted, conversion, steps } }) => {
      const text = boardWords.value;
      const { number, percent } = formats.value;
      return (
        <div class="stack">
          <Figures
            figures={[
              { title: text.entered, value: number(entered) },
              { title: text.converted, value: number(converted) },
              { title: text.conversion, value: conversion ? percent(conversion.ratio) : '–' },
            ]}
          />
          <FunnelChart
            bars={steps.map(({ reached, fromStart }, index) => {
              const name = describeEvents(definition.steps[index]?.events ?? []);
              return {
                name,
                reached,
                shareRatio: index === 0 ? 1 : (fromStart?.ratio ?? null),
                open: steps[index - 1]?.open ?? 0,
                dropped: steps[index - 1]?.dropped ?? 0,
                description: text.step(name, number(reached)),
              };
            })}
            legend={{ reached: text.reached, open: text.stillOpen, dropped: text.dropped }}
          />
        </div>
      );
    }}
  </Asked>
);

const SegmentAnswer = ({ definition }: { definition: Definitions['segment'] }) => (
  <Asked kind="segment" definition={{ ...definition, members: { limit: 0 } }}>
    {({ count, population, shareRatio }) => (
      <Figures
        figures={[
          { title: boardWords.value.members, value: formats.value.number(count) },
          { title: boardWords.value.share, value: shareRatio === null ? '–' : formats.value.percent(shareRatio) },
          { title: boardWords.value.ofVisitors, value: formats.value.number(population) },
        ]}
      />
    )}
  </Asked>
);

const SegmentSizeAnswer = ({ definition }: { definition: Definitions['segment_size'] }) => (
  <Asked kind="segment_size" definition={definition}>
    {({ sizes }) => (
      <LinesChart
        title={boardWords.value.sizeOverTime}
        labels={sizes.map(({ startAt }) => bucketName(startAt, definition.interval ?? 'day', timeZone()))}
        lines={[{ name: boardWords.value.members, place: 0, values: sizes.map(({ count }) => count) }]}
        format={formats.value.number}
        formatAxis={formats.value.compact}
        isWhole
      />
    )}
  </Asked>
);

const BreakdownAnswer = ({ definition }: { definition: Definitions['breakdown'] }) => (
  <Asked kind="breakdown" definition={definition}>
    {({ rows, other, total }) => {
      const { property } = definition;
      return (
        <div class="stack">
          <BarTable
            caption={propertyName(property)}
            headings={[propertyName(property), boardWords.value.visitors, boardWords.value.share]}
            rows={[
              ...rows.map(({ value, visitors }) => ({
                key: `value ${value}`,
                name: valueName(property, value),
                value: visitors,
              })),
              ...(other ? [{ key: 'other', name: words.value.otherValues, value: other.visitors, isRest: true }] : []),
            ]}
            total={total.visitors}
            format={formats.value.number}
          />
          {(property === 'country' || property === 'region') && <PlaceSource />}
        </div>
      );
    }}
  </Asked>
);

/** How the answer to each kind of question is shown on a board. The definition is what was saved: the collector judges it. */
const answerOf: { [Kind in BoardKind]: ComponentType<{ definition: Definitions[Kind] }> } = {
  trend: TrendAnswer,
  funnel: FunnelAnswer,
  segment: SegmentAnswer,
  segment_size: SegmentSizeAnswer,
  breakdown: BreakdownAnswer,
  retention: RetentionAnswer,
  checkouts: CheckoutsAnswer,
};

/** The answer to a question that was saved: of which kind it is, only the card says. */
export const CardAnswer = ({ kind, definition }: { kind: string; definition: object }) => {
  if (!isBoardKind(kind)) return <p>{boardWords.value.unknownKind}</p>;
  const Answer = answerOf[kind] as ComponentType<{ definition: object }>;
  return <Answer definition={definition} />;
};
