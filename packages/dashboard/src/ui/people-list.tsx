import { useSignal } from '@preact/signals';
import type { People, ResultOf } from '@telltale/query';
import type { ComponentChildren } from 'preact';
import { type AskedKind, ask, type Definitions } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { words } from '../locales/index.ts';
import { site } from '../state/site.ts';
import { announce } from './announcer.tsx';
import { AnswerFoot } from './answer-foot.tsx';
import { AnswerView } from './answer-view.tsx';
import { Button } from './button.tsx';
import { Pager } from './pager.tsx';
import './people.css';
import { PersonLink } from './person-link.tsx';
import { type Column, saveCsv, Table } from './table.tsx';
import { usePages } from './use-pages.ts';

/** Rows that a browser draws at once without holding anybody up. */
const PAGE_SIZE = 100;

/** As many as questions list at once, for the file of all. */
const FILE_PAGE_SIZE = 1000;

/** A longer file is what the API and the export are for. */
const MOST_FILE_PAGES = 100;

/** Who is listed: one page of them. */
export interface ListedPeople {
  unit: 'visitor' | 'customer';
  /** On all pages. */
  count: number;
  ids: readonly string[];
  /** Null on the last page. */
  nextAfter: string | null;
}

/** Which page of the people is asked. */
export interface AskedPage {
  limit: number;
  after?: string;
}

/** The visitors that a question listed. */
export const listedVisitors = (people: People | null): ListedPeople | null =>
  people && { unit: 'visitor', count: people.count, ids: people.visitorIds, nextAfter: people.nextAfter };

export interface PeopleListProps<Kind extends AskedKind> {
  kind: Kind;
  /** The question, which asks for a page of the people. */
  pageOf: (page: AskedPage) => Definitions[Kind];
  /** Where the people stand in its answer. */
  peopleOf: (result: ResultOf<Kind>) => ListedPeople | null;
  /** The file's name without ending. */
  fileName: string;
  /** What else can be done with them, such as a link that opens them as a segment. */
  actions?: ComponentChildren;
}

interface PersonRow {
  id: string;
}

const columnsOf = (unit: ListedPeople['unit']): Column<PersonRow>[] => [
  {
    heading: unit === 'customer' ? words.value.customer : words.value.visitor,
    value: ({ id }) => id,
    show: ({ id }) => <PersonLink {...(unit === 'customer' ? { customerId: id } : { visitorId: id })} />,
  },
];

const pageAfter = (limit: number, after: string | undefined): AskedPage =>
  after === undefined ? { limit } : { limit, after };

/** Saves everyone on all pages, asked page by page. */
const AllCsvButton = <Kind extends AskedKind>({ kind, pageOf, peopleOf, fileName }: PeopleListProps<Kind>) => {
  const isBusy = useSignal(false);
  const save = async () => {
    const siteId = site.value?.id;
    if (isBusy.value || siteId === undefined) return;
    isBusy.value = true;
    try {
      const { signal } = new AbortController();
      const ids: string[] = [];
      let unit: ListedPeople['unit'] = 'visitor';
      let after: string | null | undefined;
      for (let page = 0; page < MOST_FILE_PAGES && after !== null; page++) {
        const { result } = await ask(siteId, kind, { definition: pageOf(pageAfter(FILE_PAGE_SIZE, after)), signal });
        const people = peopleOf(result);
        ids.push(...(people?.ids ?? []));
        unit = people?.unit ?? unit;
        after = people?.nextAfter ?? null;
      }
      saveCsv(
        fileName,
        columnsOf(unit),
        ids.map((id) => ({ id })),
      );
    } catch {
      announce(words.value.noConnection);
    } finally {
      isBusy.value = false;
    }
  };
  return (
    <Button
      icon="download"
      look="quiet"
      isSmall
      aria-disabled={isBusy.value}
      aria-label={words.value.csvOfAll}
      onClick={save}
    >
      {words.value.csv}
    </Button>
  );
};

/** Asks who they are and lists them page by page, each a link to the person. */
export const PeopleList = <Kind extends AskedKind>(list: PeopleListProps<Kind>) => {
  const { kind, pageOf, peopleOf } = list;
  const pages = usePages(JSON.stringify(pageOf({ limit: PAGE_SIZE })));
  const definition = pageOf(pageAfter(PAGE_SIZE, pages.after));
  const answer = useAnswer(kind, definition);
  return (
    <AnswerView answer={answer}>
      {(result, statistics) => {
        const people = peopleOf(result);
        const unit = people?.unit ?? 'visitor';
        const count = people?.count ?? 0;
        const rows = (people?.ids ?? []).map((id): PersonRow => ({ id }));
        return (
          <div class="stack">
            <div class="people-head">
              <p>
                <strong>{unit === 'customer' ? words.value.customers(count) : words.value.visitors(count)}</strong>
              </p>
              <div class="card-actions">
                {list.actions}
                {rows.length > 0 && <AllCsvButton {...list} />}
              </div>
            </div>
            {rows.length > 0 && (
              <Table
                caption={unit === 'customer' ? words.value.customer : words.value.visitor}
                columns={columnsOf(unit)}
                rows={rows}
              />
            )}
            <Pager pages={pages} pageSize={PAGE_SIZE} shown={rows.length} nextAfter={people?.nextAfter ?? null} />
            <AnswerFoot kind={kind} definition={definition} statistics={statistics} canBeSaved={false} />
          </div>
        );
      }}
    </AnswerView>
  );
};
