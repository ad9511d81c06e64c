import type { BreakdownDefinitionInput, BreakdownRow } from '@telltale/query';
import { TYPING_PAUSE_MS, useAnswer } from '../../api/use-answer.ts';
import { words } from '../../locales/index.ts';
import { visitFilters } from '../../state/asked.ts';
import { goOwn, ownChoice, ownText } from '../../state/own.ts';
import { chosenRange } from '../../state/site.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { numberColumn } from '../../ui/columns.tsx';
import { Input, Segmented } from '../../ui/field.tsx';
import { Pager } from '../../ui/pager.tsx';
import { PersonLink } from '../../ui/person-link.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { peopleWords } from './words.ts';

const kinds = ['visitorId', 'customerId'] as const;

const PAGE_SIZE = 100;

/** Who came in the days asked about, the most active first; a search finds one by a part of the id. */
export const PeopleFinder = () => {
  const text = peopleWords.value;
  const kind = ownChoice('by', kinds, 'visitorId');
  const search = ownText('search');
  const asked: BreakdownDefinitionInput = {
    range: chosenRange.value,
    events: [{ kind: 'page_view' }],
    property: kind,
    goal: { events: [{ kind: 'purchase' }] },
    filters: [
      ...visitFilters.value,
      ...(kind === 'customerId' ? [{ property: kind, operator: 'is_set' as const }] : []),
    ],
    ...(search && { search }),
    limit: PAGE_SIZE,
  };
  // A page begins after so many rows.
  const pages = usePages(JSON.stringify(asked));
  const definition: BreakdownDefinitionInput = { ...asked, offset: Number(pages.after ?? 0) };
  const answer = useAnswer('breakdown', definition, { pauseMs: TYPING_PAUSE_MS });
  const columns: Column<BreakdownRow>[] = [
    {
      heading: text.ids[kind],
      value: ({ value }) => value,
      show: ({ value }) => <PersonLink {...(kind === 'visitorId' ? { visitorId: value } : { customerId: value })} />,
    },
    numberColumn(text.sessions, ({ sessions }) => sessions),
    numberColumn(text.views, ({ events }) => events),
    {
      heading: text.bought,
      value: ({ converted }) => (converted ? 1 : 0),
      show: ({ converted }) => (converted ? text.yes : '–'),
    },
  ];
  return (
    <Card
      title={text.who}
      actions={
        <>
          <Segmented
            label={text.show}
            value={kind}
            choices={kinds.map((name) => ({ value: name, label: text.kinds[name] }))}
            onChange={(chosen) => goOwn({ by: chosen === 'visitorId' ? '' : chosen })}
          />
          <div class="people-search">
            <Input
              label={text.search}
              isSmall
              isCode
              value={search}
              onChange={(typed) => goOwn({ search: typed }, { isReplacing: true })}
            />
          </div>
        </>
      }
    >
      <AnswerView answer={answer}>
        {({ rows, total, values }, statistics) =>
          rows.length === 0 ? (
            <Empty title={text.nobody} icon="people">
              <p>{kind === 'customerId' ? text.noCustomersHint : text.nobodyHint}</p>
            </Empty>
          ) : (
            <div class="stack">
              <p>
                <strong>
                  {kind === 'customerId' ? words.value.customers(values) : words.value.visitors(total.visitors)}
                </strong>
              </p>
              <Table caption={text.kinds[kind]} columns={columns} rows={rows} />
              <Pager
                pages={pages}
                pageSize={PAGE_SIZE}
                shown={rows.length}
                nextAfter={
                  values > pages.index * PAGE_SIZE + rows.length ? String((pages.index + 1) * PAGE_SIZE) : null
                }
              />
              <AnswerFoot kind="breakdown" definition={definition} statistics={statistics} canBeSaved={false}>
                <CsvButton fileName={`telltale-people-${kind}`} columns={columns} rows={rows} />
              </AnswerFoot>
            </div>
          )
        }
      </AnswerView>
    </Card>
  );
};
