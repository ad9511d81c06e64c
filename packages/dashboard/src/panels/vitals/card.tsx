import type { VitalFigures, VitalsResult } from '@telltale/query';
import { type CardKind, fileOf } from '../../cards/card-kind.ts';
import { valueName } from '../../state/names.ts';
import { numberColumn, rateColumn } from '../../ui/columns.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Rated } from './rated.tsx';
import { vitalText } from './rating.ts';
import './vitals.css';
import { vitalWords } from './words.ts';

const vitalColumns = ({ comparison, thresholds }: VitalsResult): Column<VitalFigures>[] => {
  const text = vitalWords.value;
  const beforeOf = ({ metric }: VitalFigures) =>
    comparison?.total.find((other) => other.metric === metric)?.p75 ?? null;
  return [
    { heading: text.metric, value: ({ metric }) => metric },
    {
      heading: text.p75,
      value: ({ p75 }) => p75,
      show: ({ metric, p75 }) => <Rated metric={metric} value={p75} thresholds={thresholds} />,
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
    rateColumn(valueName('rating', 'good'), ({ good, measured }) => (measured > 0 ? good / measured : null)),
  ];
};

/** What three of four page views had, metric by metric. */
export const vitalsCard: CardKind<'vitals'> = {
  Answer: ({ result }) => <Table caption={vitalWords.value.all} columns={vitalColumns(result)} rows={result.total} />,
  file: ({ result }) => fileOf(vitalColumns(result), result.total),
};
