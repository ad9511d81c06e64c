import type { FunnelDurations, FunnelResult } from '@telltale/query';
import { ColumnChart } from '../../charts/column-chart.tsx';
import { formats } from '../../locales/index.ts';
import { goOwn } from '../../state/own.ts';
import { numberColumn } from '../../ui/columns.tsx';
import { Select } from '../../ui/field.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import type { FootOf } from './funnel-views.ts';
import { funnelWords } from './words.ts';

interface TimeViewProps {
  foot: FootOf;
  result: FunnelResult;
  /** What the steps are called. */
  names: readonly string[];
  /** The step whose time from the one before it is drawn, counted from 1; 0 for the whole way. */
  timed: number;
}

interface TimeRow {
  name: string;
  durations: FunnelDurations | null;
}

const timeColumns = (): Column<TimeRow>[] => {
  const text = funnelWords.value;
  const quantile = (name: 'p25' | 'p50' | 'p75' | 'p90') =>
    numberColumn<TimeRow>(text.quantiles[name], ({ durations }) => durations?.[name] ?? null, formats.value.duration);
  return [
    { heading: text.way, value: ({ name }) => name },
    quantile('p25'),
    quantile('p50'),
    quantile('p75'),
    quantile('p90'),
  ];
};

/** How long those took who went on: half of them, most of them, and how it is spread. */
export const TimeView = ({ foot, result, names, timed }: TimeViewProps) => {
  const text = funnelWords.value;
  const { duration, number } = formats.value;
  const { total, durationEdgesMs } = result;
  const ways = [
    { step: 0, name: text.wholeWay, durations: total.toConvertMs },
    ...total.steps.flatMap(({ fromPreviousMs }, index) =>
      index === 0
        ? []
        : [{ step: index + 1, name: text.toStep(index + 1, names[index] ?? ''), durations: fromPreviousMs }],
    ),
  ];
  const shown = ways.find(({ step }) => step === timed) ?? ways[0];
  const columns = timeColumns();
  const counts = shown?.durations?.counts ?? [];
  // Beyond the last time that anybody took there is nothing to see.
  const lastUsed = counts.reduce((last, count, index) => (count > 0 ? index : last), 0);
  const classes = counts.slice(0, lastUsed + 1).map((value, index) => {
    const from = durationEdgesMs[index] ?? 0;
    const to = durationEdgesMs[index + 1];
    return {
      label: from === 0 ? text.atOnce : duration(from),
      longLabel: to === undefined ? text.atLeast(duration(from)) : text.fromTo(duration(from), duration(to)),
      value,
    };
  });
  const most = classes.reduce(
    (best, other) => (other.value > best.value ? other : best),
    classes[0] ?? { longLabel: '–', value: 0 },
  );
  return (
    <div class="stack">
      <div class="question-settings">
        <Select
          label={text.way}
          value={String(shown?.step ?? 0)}
          choices={ways.map(({ step, name }) => ({ value: String(step), label: name }))}
          onChange={(step) => goOwn({ timed: step === '0' ? undefined : Number(step) })}
        />
      </div>
      {shown?.durations ? (
        <ColumnChart
          description={text.timeSummary({
            way: shown.name,
            half: duration(shown.durations.p50),
            most: most.longLabel,
            count: number(most.value),
          })}
          columns={classes}
          format={number}
        />
      ) : (
        <p class="is-quiet">{text.nobodyTimed}</p>
      )}
      <p class="is-quiet">{text.timeNote}</p>
      <Table caption={text.timeTable} columns={columns} rows={ways} />
      {foot(<CsvButton fileName="telltale-funnel-times" columns={columns} rows={ways} />)}
    </div>
  );
};
