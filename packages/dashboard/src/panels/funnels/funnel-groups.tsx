import type { FunnelGroup } from '@telltale/query';
import { formats, words } from '../../locales/index.ts';
import { propertyName, valueName } from '../../state/names.ts';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import { funnelWords } from './words.ts';

interface FunnelGroupsProps {
  groups: readonly FunnelGroup[];
  property: string;
}

/** The funnel by the value that the entry event had; the rows add up to the total. */
export const FunnelGroups = ({ groups, property }: FunnelGroupsProps) => {
  const text = funnelWords.value;
  const { number, percent } = formats.value;
  const columns: Column<FunnelGroup>[] = [
    {
      heading: propertyName(property),
      value: ({ isOther, value }) => (isOther ? words.value.otherValues : valueName(property, value ?? '')),
    },
    {
      heading: text.groupColumns.entered,
      value: ({ entered }) => entered,
      show: ({ entered }) => number(entered),
      isNumber: true,
    },
    {
      heading: text.groupColumns.converted,
      value: ({ converted }) => converted,
      show: ({ converted }) => number(converted),
      isNumber: true,
    },
    {
      heading: text.groupColumns.dropped,
      value: ({ dropped }) => dropped,
      show: ({ dropped }) => number(dropped),
      isNumber: true,
    },
    { heading: text.groupColumns.open, value: ({ open }) => open, show: ({ open }) => number(open), isNumber: true },
    {
      heading: text.groupColumns.conversion,
      value: ({ conversion }) => conversion?.ratio ?? null,
      show: ({ conversion }) =>
        conversion ? (
          <span class="rate" title={text.interval(percent(conversion.interval.low), percent(conversion.interval.high))}>
            <span class="rate-bar">
              <span style={{ inlineSize: `${conversion.ratio * 100}%` }} />
            </span>
            {percent(conversion.ratio)}
          </span>
        ) : (
          '–'
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
