import type { FunnelDriver } from '@telltale/query';
import { formats, words } from '../../locales/index.ts';
import { kindName, propertyName, valueName } from '../../state/names.ts';
import { numberColumn } from '../../ui/columns.tsx';
import { Rate } from '../../ui/rate.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import type { FootOf } from './funnel-views.ts';
import { funnelWords } from './words.ts';

const nameOf = ({ property, value, event }: FunnelDriver): string => {
  if (event) return funnelWords.value.didEvent(kindName(event.kind));
  const name = property ?? '';
  return `${propertyName(name)}: ${valueName(name, value ?? '')}`;
};

/** A difference of two ratios, in percentage points with its sign. */
const points = (value: number): string => formats.value.signed(value * 100);

const driverColumns = (): Column<FunnelDriver>[] => {
  const text = funnelWords.value;
  return [
    { heading: text.driver, value: nameOf },
    numberColumn(text.haveIt, (driver) => driver.with.units),
    {
      heading: text.convertedWith,
      value: (driver) => driver.with.ratio,
      show: (driver) => <Rate ratio={driver.with.ratio} />,
      isNumber: true,
    },
    {
      heading: text.convertedWithout,
      value: ({ without }) => without.ratio,
      show: ({ without }) => <Rate ratio={without.ratio} />,
      isNumber: true,
    },
    {
      heading: text.difference,
      value: ({ difference }) => difference?.value ?? null,
      show: ({ difference }) =>
        difference ? (
          <>
            {points(difference.value)}
            <small class="interval">
              {words.value.range95(points(difference.interval.low), points(difference.interval.high))}
            </small>
          </>
        ) : (
          '–'
        ),
      isNumber: true,
    },
    numberColumn(text.lift, ({ liftRatio }) => liftRatio, text.timesAsOften),
  ];
};

interface DriversViewProps {
  foot: FootOf;
  drivers: readonly FunnelDriver[];
}

/** Which values and events go with converting, the clearest differences first. */
export const DriversView = ({ drivers, foot }: DriversViewProps) => {
  const text = funnelWords.value;
  const columns = driverColumns();
  return (
    <div class="stack">
      <p class="is-quiet">{text.driversNote}</p>
      {drivers.length > 0 ? (
        <Table caption={text.driversTable} columns={columns} rows={drivers} />
      ) : (
        <p class="is-quiet">{text.noDrivers}</p>
      )}
      {foot(<CsvButton fileName="telltale-funnel-drivers" columns={columns} rows={drivers} />)}
    </div>
  );
};
