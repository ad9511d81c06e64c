import type { FunnelGroup } from '@telltale/query';
import { words } from '../../locales/index.ts';
import { propertyName, valueName } from '../../state/names.ts';
import { numberColumn } from '../../ui/columns.tsx';
import { intervalText, Rate } from '../../ui/rate.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import { funnelWords } from './words.ts';

interface FunnelGroupsProps {
  groups: readonly FunnelGroup[];
  property: string;
}

/** The funnel by the value that the entry event had; the rows add up to the total. */
export const FunnelGroups = ({ groups, property }: FunnelGroupsProps) => {
  const text = funnelWords.value;
  const columns: Column<FunnelGroup>[] = [
    {
      heading: propertyName(property),
      value: ({ isOther, value }) => (isOther ? words.value.otherValues : valueName(property, value ?? '')),
    },
    numberColumn(text.groupColumns.entered, ({ entered }) => entered),
    numberColumn(text.groupColumns.converted, ({ converted }) => converted),
    numberColumn(text.groupColumns.dropped, ({ dropped }) => dropped),
    numberColumn(text.groupColumns.open, ({ open }) => open),
    {
      heading: text.groupColumns.conversion,
      value: ({ conversion }) => conversion?.ratio ?? null,
      show: ({ conversion }) => (
        <Rate ratio={conversion?.ratio ?? null} hint={conversion ? intervalText(conversion) : undefined} />
      ),
      isNumber: true,
    },
  ];
  return (
    <div class="funnel-groups">
      <div class="funnel-groups-head">
        <h3>{text.groups}</h3>
        <CsvButton fileName={`telltale-funnel-${property}`} columns={columns} rows={groups} />
      </div>
      <Table caption={text.groups} columns={columns} rows={groups} />
    </div>
  );
};
