import type { BreakdownDefinitionInput, Filter } from '@telltale/query';
import { useAnswer } from '../../api/use-answer.ts';
import { type BarRow, BarTable } from '../../charts/bar-table.tsx';
import { formats, words } from '../../locales/index.ts';
import { propertyName, valueName } from '../../state/names.ts';
import { narrowTo } from '../../state/narrow.ts';
import { goOwn, ownChoice } from '../../state/own.ts';
import { chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { ApiCallButton } from '../../ui/api-call.tsx';
import { BoardButton } from '../../ui/board-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Segmented } from '../../ui/field.tsx';
import { PlaceSource } from '../../ui/place-source.tsx';
import { PngButton } from '../../ui/png-button.tsx';
import { Empty } from '../../ui/states.tsx';
import { CsvButton } from '../../ui/table.tsx';
import { overviewWords } from './words.ts';

interface BreakdownPlace {
  /** Names the place in the address, too. */
  title: 'sources' | 'pages' | 'campaigns' | 'devices' | 'places';
  properties: readonly [string, ...string[]];
  only: (property: string) => readonly Filter[];
}

const all = () => [];

const breakdownPlaces: readonly BreakdownPlace[] = [
  {
    title: 'sources',
    properties: ['channel', 'source', 'referrerHost'],
    // The channel of a page reached from inside the site says nothing about where the visit began.
    only: () => [{ property: 'channel', operator: 'is_not', values: ['internal'] }],
  },
  { title: 'pages', properties: ['path'], only: all },
  {
    title: 'campaigns',
    properties: ['utmCampaign', 'utmMedium', 'utmContent'],
    // Most visits come by no campaign: they would be the one row that is seen.
    only: (property) => [{ property, operator: 'is_set' }],
  },
  { title: 'devices', properties: ['device', 'browser', 'os'], only: all },
  { title: 'places', properties: ['language', 'country'], only: all },
];

const ROWS = 8;

/** Visitors by a property's values, in one question; a press on a row narrows the whole panel to it. */
const Breakdown = ({ place, filters }: { place: BreakdownPlace; filters: readonly Filter[] }) => {
  const text = overviewWords.value;
  const [first] = place.properties;
  const property = ownChoice(place.title, place.properties, first);
  const definition: BreakdownDefinitionInput = {
    range: chosenRange.value,
    events: [{ kind: 'page_view' }],
    property,
    filters: [...filters, ...place.only(property)],
    sort: { by: 'visitors' },
    limit: ROWS,
  };
  const answer = useAnswer('breakdown', definition);
  const { rows = [], other = null, total } = answer.answered?.result ?? {};
  const bars: BarRow[] = [
    ...rows.map(({ value, visitors }) => ({
      key: `value ${value}`,
      name: valueName(property, value),
      value: visitors,
      onChoose: () => narrowTo(property, value),
    })),
    ...(other ? [{ key: 'other', name: words.value.otherValues, value: other.visitors, isRest: true }] : []),
  ];
  return (
    <Card
      title={text[place.title]}
      actions={
        <>
          {place.properties.length > 1 && (
            <Segmented
              label={text.breakdown}
              value={property}
              choices={place.properties.map((name) => ({ value: name, label: propertyName(name) }))}
              onChange={(chosen) => goOwn({ [place.title]: chosen === first ? '' : chosen })}
            />
          )}
          <PngButton fileName={`telltale-${property}`} isIconOnly />
          <ApiCallButton kind="breakdown" definition={definition} isIconOnly />
          <CsvButton
            fileName={`telltale-${property}`}
            columns={[
              { heading: propertyName(property), value: ({ name }) => name },
              { heading: text.visitors, value: ({ value }) => value },
            ]}
            rows={bars}
            isIconOnly
          />
          <BoardButton kind="breakdown" definition={definition} isIconOnly />
        </>
      }
    >
      <AnswerView answer={answer}>
        {({ overlap }) =>
          bars.length === 0 ? (
            <Empty title={place.title === 'campaigns' ? text.noCampaigns : text.noVisitors}>
              {place.title === 'campaigns' && <p>{text.noCampaignsHint}</p>}
            </Empty>
          ) : (
            <>
              <BarTable
                caption={`${text[place.title]}: ${propertyName(property)}`}
                headings={[propertyName(property), text.visitors, text.share]}
                rows={bars}
                total={total?.visitors ?? 0}
                format={formats.value.number}
              />
              {overlap.visitors > 0 && <p class="is-quiet">{text.severalRows}</p>}
            </>
          )
        }
      </AnswerView>
      {property === 'country' && <PlaceSource />}
    </Card>
  );
};

/** Where visitors came from, what they saw, with what. */
export const Breakdowns = ({ filters }: { filters: readonly Filter[] }) => (
  <div class="breakdowns">
    {breakdownPlaces.map((place) => (
      <Breakdown key={place.title} place={place} filters={filters} />
    ))}
  </div>
);
