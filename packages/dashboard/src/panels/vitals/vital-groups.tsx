import type { VitalsGroup, VitalsResult } from '@telltale/query';
import { propertyName, valueName } from '../../state/names.ts';
import { narrowTo } from '../../state/narrow.ts';
import { goOwn } from '../../state/own.ts';
import { Card } from '../../ui/card.tsx';
import { CardFiles } from '../../ui/card-files.tsx';
import { numberColumn } from '../../ui/columns.tsx';
import { Select } from '../../ui/field.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Rated } from './rated.tsx';
import { vitalWords } from './words.ts';

/** By what the page views can be told apart. */
export const breakdowns = ['path', 'device', 'browser', 'os', 'country', 'language'] as const;

interface VitalGroupsProps {
  result: VitalsResult;
  property: (typeof breakdowns)[number];
}

/** The metrics page by page, or by another property; a press on a row narrows the panel to it. */
export const VitalGroups = ({ result: { groups, thresholds, total }, property }: VitalGroupsProps) => {
  const text = vitalWords.value;
  const rows = groups ?? [];
  const columns: Column<VitalsGroup>[] = [
    {
      heading: propertyName(property),
      value: ({ value }) => valueName(property, value),
      show: ({ value }) => (
        <RowButton onPress={() => narrowTo(property, value)}>{valueName(property, value)}</RowButton>
      ),
    },
    numberColumn(text.measured, ({ metrics }) => Math.max(0, ...metrics.map(({ measured }) => measured))),
    ...total.map(({ metric }): Column<VitalsGroup> => {
      const p75Of = ({ metrics }: VitalsGroup) => metrics.find((figures) => figures.metric === metric)?.p75 ?? null;
      return {
        heading: metric,
        value: p75Of,
        show: (row) => <Rated metric={metric} value={p75Of(row)} thresholds={thresholds} />,
        isNumber: true,
      };
    }),
  ];
  return (
    <Card
      title={text.groups}
      actions={
        <>
          <Select
            label={text.by}
            isLabelHidden
            isSmall
            value={property}
            choices={breakdowns.map((name) => ({ value: name, label: propertyName(name) }))}
            onChange={(chosen) => goOwn({ by: chosen === 'path' ? '' : chosen })}
          />
          <CardFiles fileName={`telltale-vitals-${property}`} columns={columns} rows={rows} />
        </>
      }
    >
      <Table caption={text.groups} columns={columns} rows={rows} />
    </Card>
  );
};
