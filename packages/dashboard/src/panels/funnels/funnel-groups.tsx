import type { FunnelFigures, FunnelGroup } from '@telltale/query';
import { words } from '../../locales/index.ts';
import { propertyName, valueName } from '../../state/names.ts';
import { numberColumn } from '../../ui/columns.tsx';
import { intervalText, Rate } from '../../ui/rate.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import { funnelWords } from './words.ts';

interface FunnelGroupsProps {
  groups: readonly FunnelGroup[];
  /** Those who did not do the step that tells the value; null where everyone did. */
  unattributed: FunnelFigures | null;
  property: string;
}

interface GroupRow extends FunnelFigures {
  name: string;
}

/** The funnel by the value that one event of the attempt had; the rows add up to the total. */
export const FunnelGroups = ({ groups, unattributed, property }: FunnelGroupsProps) => {
  const text = funnelWords.value;
  const rows: GroupRow[] = [
    ...groups.map((group) => ({
      ...group,
      name: group.isOther ? words.value.otherValues : valueName(property, group.value ?? ''),
    })),
    ...(unattributed ? [{ ...unattributed, name: text.unattributed }] : []),
  ];
  const columns: Column<GroupRow>[] = [
    { heading: propertyName(property), value: ({ name }) => name },
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
        <CsvButton fileName={`telltale-funnel-${property}`} columns={columns} rows={rows} />
      </div>
      <Table caption={text.groups} columns={columns} rows={rows} />
    </div>
  );
};
