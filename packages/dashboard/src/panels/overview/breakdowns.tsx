import { useSignal } from '@preact/signals';
import type { Filter } from '@telltale/query';
import { useAnswer } from '../../api/use-answer.ts';
import { BarTable } from '../../charts/bar-table.tsx';
import { formats, words } from '../../locales/index.ts';
import { address, go } from '../../state/address.ts';
import { propertyName, valueName } from '../../state/names.ts';
import { chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { Segmented } from '../../ui/field.tsx';
import { Empty } from '../../ui/states.tsx';
import { CsvButton } from '../../ui/table.tsx';
import { PlaceSource } from './place-source.tsx';
import { overviewWords } from './words.ts';

// The channel of a page reached from inside the site says nothing about where the visit began.
const cameFromOutside: Filter = { property: 'channel', operator: 'is_not', values: ['internal'] };

interface BreakdownPlace {
  title: 'sources' | 'pages' | 'devices' | 'places';
  properties: readonly string[];
  only: readonly Filter[];
}

const breakdownPlaces: readonly BreakdownPlace[] = [
  { title: 'sources', properties: ['channel', 'source', 'utmCampaign'], only: [cameFromOutside] },
  { title: 'pages', properties: ['path'], only: [] },
  { title: 'devices', properties: ['device', 'browser', 'os'], only: [] },
  { title: 'places', properties: ['language', 'country'], only: [] },
];

const ROWS = 8;

/** Visitors by a property's values; a press on a row narrows the whole panel to it. */
const Breakdown = ({
  place,
  filters,
  visitors,
}: {
  place: BreakdownPlace;
  filters: readonly Filter[];
  visitors: number | undefined;
}) => {
  const property = useSignal(place.properties[0] ?? '');
  const answer = useAnswer('trend', {
    range: chosenRange.value,
    // One bucket as long as the whole range would do; months come closest.
    interval: 'month',
    series: [{ events: [{ kind: 'page_view' }], aggregation: 'visitors' }],
    filters: [...filters, ...place.only],
    breakdown: { property: property.value, limit: ROWS },
  });
  const title = overviewWords.value[place.title];
  const lines = answer.answered?.result.lines ?? [];
  const rows = lines
    .filter(({ total }) => (total ?? 0) > 0)
    .map(({ value, isOther, total }) => ({
      key: isOther ? 'other' : `value ${value}`,
      name: isOther ? words.value.otherValues : valueName(property.value, value ?? ''),
      value: total ?? 0,
      isRest: isOther,
      onChoose: isOther
        ? undefined
        : () =>
            go({
              filters: [
                ...address.value.filters.filter((filter) => filter.property !== property.value),
                value
                  ? { property: property.value, operator: 'is', values: [value] }
                  : { property: property.value, operator: 'is_not_set', values: [] },
              ],
            }),
    }));
  return (
    <Card
      title={title}
      actions={
        <>
          {place.properties.length > 1 && (
            <Segmented
              label={overviewWords.value.breakdown}
              value={property.value}
              choices={place.properties.map((name) => ({ value: name, label: propertyName(name) }))}
              onChange={(chosen) => {
                property.value = chosen;
              }}
            />
          )}
          <CsvButton
            fileName={`telltale-${property.value}`}
            columns={[
              { heading: propertyName(property.value), value: ({ name }) => name },
              { heading: overviewWords.value.visitors, value: ({ value }) => value },
            ]}
            rows={rows}
            isIconOnly
          />
        </>
      }
    >
      <AnswerView answer={answer}>
        {() =>
          rows.length === 0 ? (
            <Empty title={overviewWords.value.noVisitors} />
          ) : (
            <BarTable
              caption={`${title}: ${propertyName(property.value)}`}
              headings={[propertyName(property.value), overviewWords.value.visitors, overviewWords.value.share]}
              rows={rows}
              total={visitors ?? 0}
              format={formats.value.number}
            />
          )
        }
      </AnswerView>
      {property.value === 'country' && <PlaceSource />}
    </Card>
  );
};

interface BreakdownsProps {
  filters: readonly Filter[];
  /** All visitors of the range: what the shares are of. */
  visitors: number | undefined;
}

/** Where visitors came from, what they saw, with what. */
export const Breakdowns = ({ filters, visitors }: BreakdownsProps) => (
  <div class="breakdowns">
    {breakdownPlaces.map((place) => (
      <Breakdown key={place.title} place={place} filters={filters} visitors={visitors} />
    ))}
  </div>
);
