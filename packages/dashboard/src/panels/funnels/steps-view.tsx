import type { Compared, FunnelFigures, FunnelResult } from '@telltale/query';
import { type FunnelBar, FunnelChart } from '../../charts/funnel-chart.tsx';
import { formats } from '../../locales/index.ts';
import { numberColumn } from '../../ui/columns.tsx';
import { type Column, CsvButton, TableBehind } from '../../ui/table.tsx';
import { FunnelGroups } from './funnel-groups.tsx';
import { FunnelPeople } from './funnel-people.tsx';
import type { FootOf } from './funnel-views.ts';
import { funnelWords } from './words.ts';

interface StepsViewProps {
  foot: FootOf;
  result: Compared<FunnelResult>;
  /** What the steps are called. */
  names: readonly string[];
  /** The breakdown's property; empty for none. */
  breakdown: string;
}

interface StepRow {
  name: string;
  reached: number;
  fromPrevious: number | null;
  fromStart: number | null;
  /** `fromStart` in the compared days; undefined where nothing is compared. */
  before: number | null | undefined;
  dropped: number;
  open: number;
  medianMs: number | null;
}

/** The columns of the steps. */
export const stepColumns = (isCompared: boolean): Column<StepRow>[] => {
  const { columns } = funnelWords.value;
  const { percent, duration } = formats.value;
  return [
    { heading: columns.step, value: ({ name }) => name },
    numberColumn(columns.reached, ({ reached }) => reached),
    numberColumn(columns.fromPrevious, ({ fromPrevious }) => fromPrevious, percent),
    numberColumn(columns.fromStart, ({ fromStart }) => fromStart, percent),
    ...(isCompared ? [numberColumn<StepRow>(columns.before, ({ before }) => before ?? null, percent)] : []),
    numberColumn(columns.dropped, ({ dropped }) => dropped),
    numberColumn(columns.open, ({ open }) => open),
    numberColumn(columns.median, ({ medianMs }) => medianMs, duration),
  ];
};

/** The bars, and between them who went on and who stayed behind: those between two needed steps stand before the later one. */
export const barsOf = ({ steps }: FunnelFigures, names: readonly string[]): FunnelBar[] => {
  const text = funnelWords.value;
  const { number, percent } = formats.value;
  return steps.map(({ reached, fromStart, fromPrevious, isOptional }, index) => {
    const place = isOptional ? -1 : steps.findLastIndex((step, at) => at < index && !step.isOptional);
    const { open = 0, dropped = 0 } = steps[place] ?? {};
    const name = names[index] ?? '';
    return {
      name: isOptional ? text.optionalName(name) : name,
      reached,
      shareRatio: index === 0 ? 1 : (fromStart?.ratio ?? null),
      open,
      dropped,
      description: isOptional
        ? text.optionalBar({ step: text.step(index + 1), name, reached: number(reached) })
        : text.bar({
            step: text.step(index + 1),
            name,
            reached: number(reached),
            open: number(open),
            dropped: number(dropped),
          }),
      between: index > 0 && (
        <>
          <span>
            <b>{number(reached)}</b>{' '}
            {(isOptional ? text.didIt : text.wentOn)(fromPrevious ? percent(fromPrevious.ratio) : '–')}
          </span>
          {open > 0 && <FunnelPeople outcome="open" step={place + 1} count={open} label={text.openBetween} />}
          {dropped > 0 && (
            <FunnelPeople outcome="dropped" step={place + 1} count={dropped} label={text.droppedBetween} />
          )}
        </>
      ),
    };
  });
};

/** The steps as rows of a table. */
export const stepRows = ({ total, comparison }: Compared<FunnelResult>, names: readonly string[]): StepRow[] =>
  total.steps.map(({ reached, dropped, open, fromPrevious, fromStart, medianMsFromPrevious, isOptional }, index) => ({
    name: isOptional ? funnelWords.value.optionalName(names[index] ?? '') : (names[index] ?? ''),
    reached,
    fromPrevious: fromPrevious?.ratio ?? null,
    fromStart: fromStart?.ratio ?? null,
    before: comparison?.total.steps[index]?.fromStart?.ratio ?? null,
    dropped,
    open,
    medianMs: medianMsFromPrevious,
  }));

/** The funnel step by step: bars, the table behind them, and the breakdown. */
export const StepsView = ({ foot, result, names, breakdown }: StepsViewProps) => {
  const text = funnelWords.value;
  const { total, groups, unattributed, comparison } = result;
  const rows = stepRows(result, names);
  const columns = stepColumns(comparison !== null);
  return (
    <>
      <FunnelChart
        bars={barsOf(total, names)}
        legend={{ reached: text.columns.reached, open: text.open, dropped: text.dropped }}
      />
      {total.open > 0 && <p class="is-quiet">{text.percentNote}</p>}
      {foot(
        <>
          <TableBehind caption={text.table} columns={columns} rows={rows} />
          <CsvButton fileName="telltale-funnel" columns={columns} rows={rows} />
        </>,
      )}
      {groups && <FunnelGroups groups={groups} unattributed={unattributed} property={breakdown} />}
    </>
  );
};
