import type { TimelineEvent, VisitorDefinitionInput, VisitorResult } from '@telltale/query';
import { useAnswer } from '../../api/use-answer.ts';
import { formats } from '../../locales/index.ts';
import { kindName, valueName } from '../../state/names.ts';
import { goOwn, ownText } from '../../state/own.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { momentColumn } from '../../ui/columns.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { Segmented } from '../../ui/field.tsx';
import { Figures } from '../../ui/figures.tsx';
import { Moment } from '../../ui/moment.tsx';
import { PanelLink } from '../../ui/panel-link.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Column, CsvButton } from '../../ui/table.tsx';
import { DeletePerson } from './delete-person.tsx';
import type { Person } from './person.ts';
import {
  type ListedPerson,
  type PersonList,
  personAnswers,
  personOrders,
  personTraits,
  SurveyTexts,
} from './person-lists.tsx';
import {
  chosenPersonView,
  kindsOf,
  type PersonView as PersonViewName,
  pageSizeOf,
  personViews,
} from './person-views.ts';
import { Timeline } from './timeline.tsx';
import { peopleWords } from './words.ts';

const eventColumns = (): Column<TimelineEvent>[] => {
  const text = peopleWords.value;
  return [
    momentColumn(text.when, ({ time }) => time),
    { heading: text.event, value: ({ kind }) => kindName(kind) },
    { heading: text.about, value: ({ object }) => object },
    { heading: text.page, value: ({ path }) => path },
    { heading: text.value, value: ({ value }) => value && `${value.amount} ${value.currency}` },
    { heading: text.session, value: ({ sessionId }) => sessionId },
    { heading: text.ids.visitorId, value: ({ visitorId }) => visitorId },
    { heading: text.ids.customerId, value: ({ customerId }) => customerId },
  ];
};

/** How much they did, and how they first came. */
const Summary = ({ result }: { result: VisitorResult }) => {
  const text = peopleWords.value;
  const { number } = formats.value;
  const { events, sessions, orders, visitors, firstSeenAt, lastSeenAt, firstChannel, firstSource } = result;
  return (
    <Figures
      figures={[
        { title: text.sessions, value: number(sessions) },
        { title: text.events, value: number(events) },
        { title: text.orders, value: number(orders) },
        { title: text.browsers, value: number(visitors) },
        { title: text.firstSeen, value: firstSeenAt === null ? '–' : <Moment at={firstSeenAt} /> },
        { title: text.lastSeen, value: lastSeenAt === null ? '–' : <Moment at={lastSeenAt} /> },
        {
          title: text.firstCame,
          value: firstChannel ? valueName('channel', firstChannel) : '–',
          note: firstSource && <bdi>{firstSource}</bdi>,
        },
      ]}
    />
  );
};

const everything = ({ timeline }: VisitorResult, { id }: ListedPerson): PersonList => ({
  list: <Timeline events={timeline} />,
  file: <CsvButton fileName={`telltale-person-${id}`} columns={eventColumns()} rows={timeline} />,
});

const listOf: Readonly<Record<PersonViewName, (result: VisitorResult, of: ListedPerson) => PersonList>> = {
  timeline: everything,
  orders: personOrders,
  answers: personAnswers,
  traits: personTraits,
};

/** One visitor or customer: who, all that they did the latest first, their orders, answers and traits, and the way to delete it. */
export const PersonView = ({ person }: { person: Person }) => {
  const text = peopleWords.value;
  const before = ownText('before');
  const view = chosenPersonView();
  const kinds = kindsOf[view];
  const definition: VisitorDefinitionInput = {
    ...person,
    limit: pageSizeOf[view],
    ...(kinds && { kinds }),
    ...(before && { before }),
  };
  const answer = useAnswer('visitor', definition);
  const isCustomer = 'customerId' in person;
  const id = isCustomer ? person.customerId : person.visitorId;
  return (
    <div class="stack">
      <p>
        <PanelLink panel="people" look="text">
          {text.everybody}
        </PanelLink>
      </p>
      {view === 'answers' && <SurveyTexts />}
      <AnswerView answer={answer}>
        {(result, statistics) => {
          if (result.events === 0)
            return (
              <section class="card">
                <Empty title={text.unknown} icon="people">
                  <p>{text.unknownHint}</p>
                </Empty>
              </section>
            );
          const facts: Fact[] = [
            [text.ids.visitorId, isCustomer ? '' : id],
            [text.ids.customerId, isCustomer ? id : result.customerId],
          ];
          // Until the list that was chosen is there, what the last answer tells of it.
          const timeline = result.timeline.filter(({ kind }) => kinds?.includes(kind) ?? true);
          const isKnown = answer.status === 'answered';
          const { list, file } = listOf[view]({ ...result, timeline }, { id, isKnown });
          return (
            <div class="stack">
              <Card title={isCustomer ? text.customer : text.visitor}>
                <div class="stack">
                  <Facts facts={facts} />
                  {!isCustomer && result.customerId && (
                    <p>
                      <PanelLink panel="people" own={{ customerId: result.customerId }} look="text">
                        {text.toCustomer}
                      </PanelLink>
                    </p>
                  )}
                  <Summary result={result} />
                </div>
              </Card>
              <Card
                title={view === 'timeline' ? text.timeline : text.lists[view]}
                actions={
                  <Segmented
                    label={text.view}
                    value={view}
                    choices={personViews.map((name) => ({ value: name, label: text.lists[name] }))}
                    onChange={(chosen) => goOwn({ view: chosen === 'timeline' ? '' : chosen, before: '' })}
                  />
                }
              >
                <div class="stack">
                  {before && (
                    <Button onClick={() => goOwn({ before: '' })} icon="up">
                      {text.latest}
                    </Button>
                  )}
                  {list}
                  {result.nextBefore && (
                    <Button disabled={!isKnown} onClick={() => goOwn({ before: result.nextBefore ?? '' })} icon="down">
                      {text.earlier}
                    </Button>
                  )}
                  <AnswerFoot kind="visitor" definition={definition} statistics={statistics} canBeSaved={false}>
                    {file}
                  </AnswerFoot>
                </div>
              </Card>
              <DeletePerson key={id} person={person} />
            </div>
          );
        }}
      </AnswerView>
    </div>
  );
};
