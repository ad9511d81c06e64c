import type { ResultOf } from '@telltale/query';
import type { AskedKind, Definitions } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { words } from '../locales/index.ts';
import { AnswerFoot } from './answer-foot.tsx';
import { AnswerView } from './answer-view.tsx';
import './people.css';
import { PersonLink } from './person-link.tsx';
import { type Column, CsvButton, Table } from './table.tsx';

/** Who is listed: one page of them. */
export interface ListedPeople {
  /** On all pages. */
  count: number;
  /** Visitors, 16 hex digits each. */
  visitorIds: readonly string[];
  /** Null when all are listed. */
  nextAfter: string | null;
}

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
  visitorId: string;
}

/** Asks who they are and lists them, each a link to the person. */
export const PeopleList = <Kind extends AskedKind>({ kind, definition, peopleOf, fileName }: PeopleListProps<Kind>) => {
  const answer = useAnswer(kind, definition);
  const columns: Column<PersonRow>[] = [
    {
      heading: words.value.visitor,
      value: ({ visitorId }) => visitorId,
      show: ({ visitorId }) => <PersonLink visitorId={visitorId} />,
    },
  ];
  return (
    <AnswerView answer={answer}>
      {(result, statistics) => {
        const people = peopleOf(result);
        const rows = (people?.visitorIds ?? []).map((visitorId) => ({ visitorId }));
        return (
          <div class="stack">
            <div class="people-head">
              <p>
                <strong>{words.value.visitors(people?.count ?? 0)}</strong>{' '}
                {people?.nextAfter && <span class="is-quiet">{words.value.firstListed(rows.length)}</span>}
              </p>
              <CsvButton fileName={fileName} columns={columns} rows={rows} />
            </div>
            {rows.length > 0 && <Table caption={words.value.visitor} columns={columns} rows={rows} />}
            <AnswerFoot kind={kind} definition={definition} statistics={statistics} />
          </div>
        );
      }}
    </AnswerView>
  );
};
