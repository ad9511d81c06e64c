import { describeEvents } from '../../builder/event-words.ts';
import { type CardKind, type CardProps, fileOf } from '../../cards/card-kind.ts';
import { FunnelChart } from '../../charts/funnel-chart.tsx';
import { formats } from '../../locales/index.ts';
import { comparedNote } from '../../ui/compared.tsx';
import { Figures } from '../../ui/figures.tsx';
import { barsOf, stepColumns, stepRows } from './steps-view.tsx';
import { funnelWords } from './words.ts';

const namesOf = ({ steps }: CardProps<'funnel'>['definition']) =>
  steps.map(({ title, events }) => title ?? describeEvents(events));

/** Who entered, who converted, and the steps between. */
export const funnelCard: CardKind<'funnel'> = {
  Answer: ({ definition, result: { total, comparison } }) => {
    const text = funnelWords.value;
    const { number, percent } = formats.value;
    const { entered, converted, conversion } = total;
    const before = comparison?.total;
    return (
      <div class="stack">
        <Figures
          figures={[
            {
              title: text.entered,
              value: number(entered),
              note: comparedNote(entered, { before: before?.entered, format: number }),
            },
            {
              title: text.converted,
              value: number(converted),
              note: comparedNote(converted, { before: before?.converted, format: number }),
            },
            {
              title: text.conversion,
              value: conversion ? percent(conversion.ratio) : '–',
              note: comparedNote(conversion?.ratio ?? null, { before: before?.conversion?.ratio, format: percent }),
            },
          ]}
        />
        <FunnelChart
          // In a card there is no room for what lies between two bars.
          bars={barsOf(total, namesOf(definition)).map(({ between: _, ...bar }) => bar)}
          legend={{ reached: text.columns.reached, open: text.open, dropped: text.dropped }}
        />
      </div>
    );
  },
  file: ({ definition, result }) =>
    fileOf(stepColumns(result.comparison !== null), stepRows(result, namesOf(definition))),
};
