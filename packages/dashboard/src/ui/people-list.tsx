import type { People, ResultOf } from '@telltale/query';
import type { AskedKind, Definitions } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { words } from '../locales/index.ts';
import { AnswerFoot } from './answer-foot.tsx';
import { AnswerView } from './answer-view.tsx';
import './people.css';
import { PersonLink } from './person-link.tsx';
import { type Column, CsvButton, Table } from './table.tsx';

/** As many as questions list at once: the file shall hold them all where it can. */
export const MOST_LISTED = 1000;

/** Who is listed: one page of them. */
export interface ListedPeople {
  unit: 'visitor' | 'customer';
  /** On all pages. */
  count: number;
  ids: readonly string[];
  /** Null when all are listed. */
  nextAfter: string | null;
}

/** The visitors that a question listed. */
export const listedVisitors = (people: People | null): ListedPeople | null =>
  people && { unit: 'visitor', count: people.count, ids: people.visitorIds, nextAfter: people.nextAfter };

export interface PeopleListProps<Kind extends AskedKind> {
  kind: Kind;
  /** The question, which asks for people. */
  definition: Definitions[Kind];
  /** Where the people stand in its answer. */
  peopleOf: (result: ResultOf<Kind>) => ListedPeople | null;
  /** The file's name without ending. */
  fileName: string;
}

interface PersonRow {
  id: string;
}

/** Asks who they are and lists them, each a link to the person. */
export const PeopleList = <Kind extends AskedKind>({ kind, definition, peopleOf, fileName }: PeopleListProps<Kind>) => {
  const answer = useAnswer(kind, definition);
  return (
    <AnswerView answer={answer}>
      {(result, statistics) => {
        const people = peopleOf(result);
        const isCustomers = people?.unit === 'customer';
        const heading = isCustomers ? words.value.customer : words.value.visitor;
        const count = people?.count ?? 0;
        const rows = (people?.ids ?? []).map((id): PersonRow => ({ id }));
        const columns: Column<PersonRow>[] = [
          {
            heading,
            value: ({ id }) => id,
            show: ({ id }) => <PersonLink {...(isCustomers ? { customerId: id } : { visitorId: id })} />,
          },
        ];
        return (
          <div class="stack">
            <div class="people-head">
              <p>
                <strong>{isCustomers ? words.value.customers(count) : words.value.visitors(count)}</strong>{' '}
                {people?.nextAfter && <span class="is-quiet">{words.value.firstListed(rows.length)}</span>}
              </p>
              <CsvButton fileName={fileName} columns={columns} rows={rows} />
            </div>
            {rows.length > 0 && <Table caption={heading} columns={columns} rows={rows} />}
            <AnswerFoot kind={kind} definition={definition} statistics={statistics} />
          </div>
        );
      }}
    </AnswerView>
  );
};
