import type { FunnelDefinitionInput, FunnelFigures, FunnelResult } from '@telltale/query';
import { type FunnelBar, FunnelChart } from '../../charts/funnel-chart.tsx';
import { formats } from '../../locales/index.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { numberColumn } from '../../ui/columns.tsx';
import { Figures } from '../../ui/figures.tsx';
import { intervalText } from '../../ui/rate.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Column, CsvButton, TableBehind } from '../../ui/table.tsx';
import { describeEvents } from './event-words.ts';
import { FunnelGroups } from './funnel-groups.tsx';
import { FunnelPeople, FunnelPeopleDialog } from './funnel-people.tsx';
import { funnelWords } from './words.ts';

interface FunnelResultViewProps {
  result: FunnelResult;
  statistics: { rowsRead: number; elapsedMs: number };
  question: FunnelDefinitionInput;
}

/** Who entered, and what became of them: the parts add up. */
const Outcomes = ({ figures }: { figures: FunnelFigures }) => {
  const text = funnelWords.value;
  const { number, percent, duration } = formats.value;
  const { entered, converted, dropped, open, conversion, medianMsToConvert } = figures;
  return (
    <div class="outcomes">
      <Figures
        figures={[
          { title: text.entered, value: number(entered) },
          {
            title: text.converted,
            value: number(converted),
            note: medianMsToConvert !== null && text.medianTime(duration(medianMsToConvert)),
          },
          { title: text.dropped, value: number(dropped) },
          { title: text.open, value: number(open), hint: text.openHint },
          {
            title: text.conversion,
            value: conversion ? percent(conversion.ratio) : '–',
            note: conversion && intervalText(conversion),
          },
        ]}
      />
    </div>
  );
};

interface StepRow {
  name: string;
  reached: number;
  fromPrevious: number | null;
  fromStart: number | null;
  dropped: number;
  open: number;
  medianMs: number | null;
}

const stepColumns = (): Column<StepRow>[] => {
  const { columns } = funnelWords.value;
  const { percent, duration } = formats.value;
  return [
    { heading: columns.step, value: ({ name }) => name },
    numberColumn(columns.reached, ({ reached }) => reached),
    numberColumn(columns.fromPrevious, ({ fromPrevious }) => fromPrevious, percent),
    numberColumn(columns.fromStart, ({ fromStart }) => fromStart, percent),
    numberColumn(columns.dropped, ({ dropped }) => dropped),
    numberColumn(columns.open, ({ open }) => open),
    numberColumn(columns.median, ({ medianMs }) => medianMs, duration),
  ];
};

/** The answer to a funnel: outcomes, bars, the table behind them, and the breakdown. */
export const FunnelResultView = ({ result, statistics, question }: FunnelResultViewProps) => {
  const text = funnelWords.value;
  const { number, percent } = formats.value;
  const { total, groups } = result;
  const names = question.steps.map(({ events }) => describeEvents(events));

  if (total.entered === 0)
    return (
      <Empty title={text.nobody} icon="funnel">
        <p>{text.nobodyHint}</p>
      </Empty>
    );

  const bars: FunnelBar[] = total.steps.map(({ reached, fromStart, fromPrevious }, index) => {
    const before = total.steps[index - 1];
    const { open = 0, dropped = 0 } = before ?? {};
    return {
      name: names[index] ?? '',
      reached,
      shareRatio: index === 0 ? 1 : (fromStart?.ratio ?? null),
      open,
      dropped,
      description: text.bar({
        step: text.step(index + 1),
        name: names[index] ?? '',
        reached: number(reached),
        open: number(open),
        dropped: number(dropped),
      }),
      between: before && (
        <>
          <span>
            <b>{number(reached)}</b> {text.wentOn(fromPrevious ? percent(fromPrevious.ratio) : '–')}
          </span>
          {open > 0 && <FunnelPeople outcome="open" step={index} count={open} label={text.openBetween} />}
          {dropped > 0 && <FunnelPeople outcome="dropped" step={index} count={dropped} label={text.droppedBetween} />}
        </>
      ),
    };
  });
  const rows: StepRow[] = total.steps.map(
    ({ reached, dropped, open, fromPrevious, fromStart, medianMsFromPrevious }, index) => ({
      name: names[index] ?? '',
      reached,
      fromPrevious: fromPrevious?.ratio ?? null,
      fromStart: fromStart?.ratio ?? null,
      dropped,
      open,
      medianMs: medianMsFromPrevious,
    }),
  );
  const columns = stepColumns();

  return (
    <div class="stack">
      <Outcomes figures={total} />
      <FunnelChart bars={bars} legend={{ reached: text.columns.reached, open: text.open, dropped: text.dropped }} />
      {total.open > 0 && <p class="is-quiet">{text.percentNote}</p>}
      <AnswerFoot kind="funnel" definition={question} statistics={statistics}>
        <TableBehind caption={text.table} columns={columns} rows={rows} />
        <CsvButton fileName="telltale-funnel" columns={columns} rows={rows} />
      </AnswerFoot>
      <FunnelPeopleDialog question={question} />
      {groups && <FunnelGroups groups={groups} property={question.breakdown?.property ?? ''} />}
    </div>
  );
};
