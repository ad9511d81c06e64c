import type { FunnelBucket, FunnelResult } from '@telltale/query';
import { bucketName } from '../../charts/bucket-name.ts';
import { LinesChart } from '../../charts/lines-chart.tsx';
import { formats } from '../../locales/index.ts';
import { goOwn } from '../../state/own.ts';
import { site } from '../../state/site.ts';
import { numberColumn, rateColumn } from '../../ui/columns.tsx';
import { Select } from '../../ui/field.tsx';
import { type Column, CsvButton, TableBehind } from '../../ui/table.tsx';
import type { FootOf } from './funnel-views.ts';
import { funnelIntervals } from './funnel-views.ts';
import { funnelWords } from './words.ts';

interface TrendViewProps {
  foot: FootOf;
  overTime: NonNullable<FunnelResult['overTime']>;
  interval: (typeof funnelIntervals)[number];
}

/** How many of those who entered at a time converted. */
export const TrendView = ({ foot, overTime, interval }: TrendViewProps) => {
  const text = funnelWords.value;
  const timeZone = site.value?.timeZone ?? 'UTC';
  const nameOf = ({ startAt }: FunnelBucket) => bucketName(startAt, interval, timeZone);
  const { groupColumns } = text;
  const columns: Column<FunnelBucket>[] = [
    { heading: text.enteredAt, value: (bucket) => nameOf(bucket).long },
    numberColumn(groupColumns.entered, ({ entered }) => entered),
    numberColumn(groupColumns.converted, ({ converted }) => converted),
    numberColumn(groupColumns.dropped, ({ dropped }) => dropped),
    numberColumn(groupColumns.open, ({ open }) => open),
    rateColumn(groupColumns.conversion, ({ conversion }) => conversion?.ratio ?? null),
  ];
  return (
    <div class="stack">
      <div class="question-settings">
        <Select
          label={text.interval}
          value={interval}
          choices={funnelIntervals.map((name) => ({ value: name, label: text.intervals[name] }))}
          onChange={(chosen) => goOwn({ interval: chosen })}
        />
      </div>
      <LinesChart
        title={text.conversionOverTime}
        labels={overTime.map(nameOf)}
        lines={[
          { name: text.conversion, place: 0, values: overTime.map(({ conversion }) => conversion?.ratio ?? null) },
        ]}
        format={formats.value.percent}
        formatAxis={formats.value.percent}
        isWhole={false}
      />
      <p class="is-quiet">{text.trendNote}</p>
      {foot(
        <>
          <TableBehind caption={text.conversionOverTime} columns={columns} rows={overTime} />
          <CsvButton fileName="telltale-funnel-over-time" columns={columns} rows={overTime} />
        </>,
      )}
    </div>
  );
};
