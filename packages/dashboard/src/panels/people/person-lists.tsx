import type { TimelineEvent, VisitorResult } from '@telltale/query';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { formats } from '../../locales/index.ts';
import { answerName, questionName, surveyName } from '../../state/answer-names.ts';
import { site } from '../../state/site.ts';
import { loadSurveys } from '../../state/surveys.ts';
import { momentColumn, numberColumn } from '../../ui/columns.tsx';
import { Empty, Loading } from '../../ui/states.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import { type Order, ordersOf } from './orders-of.ts';
import { type Trait, traitsOf } from './traits-of.ts';
import { peopleWords } from './words.ts';

/** A list of a person's, and the way to its file. */
export interface PersonList {
  list: ComponentChildren;
  file: ComponentChildren;
}

/** Whose list it is. */
export interface ListedPerson {
  id: string;
  /** Whether the list itself was answered, and not only what came before it. */
  isKnown: boolean;
}

interface ListedProps<Row> extends ListedPerson {
  name: 'orders' | 'answers' | 'traits';
  columns: readonly Column<Row>[];
  rows: readonly Row[];
}

const listed = <Row,>({ name, columns, rows, id, isKnown }: ListedProps<Row>): PersonList => {
  const text = peopleWords.value;
  const none = isKnown ? (
    <Empty title={text.none[name]} icon="people">
      <p>{text.noneHints[name]}</p>
    </Empty>
  ) : (
    <Loading />
  );
  return {
    list: rows.length > 0 ? <Table caption={text.lists[name]} columns={columns} rows={rows} /> : none,
    file: <CsvButton fileName={`telltale-person-${name}-${id}`} columns={columns} rows={rows} />,
  };
};

type Money = TimelineEvent['value'];

const amountColumn = (heading: string, money: (order: Order) => Money): Column<Order> => ({
  heading,
  value: (order) => {
    const told = money(order);
    return told && `${told.amount} ${told.currency}`;
  },
  show: (order) => {
    const told = money(order);
    return told ? formats.value.money(told.amount, told.currency) : '–';
  },
  isNumber: true,
});

/** What somebody bought and gave back. */
export const personOrders = ({ timeline }: VisitorResult, of: ListedPerson): PersonList => {
  const text = peopleWords.value;
  return listed<Order>({
    name: 'orders',
    ...of,
    rows: ordersOf(timeline),
    columns: [
      { heading: text.order, value: ({ orderId }) => orderId },
      momentColumn(text.when, ({ boughtAt }) => boughtAt),
      amountColumn(text.value, ({ value }) => value),
      numberColumn(text.items, ({ items }) => items),
      { heading: text.coupon, value: ({ coupon }) => coupon, show: ({ coupon }) => <bdi>{coupon || '–'}</bdi> },
      momentColumn(text.refundedAt, ({ refundedAt }) => refundedAt),
      amountColumn(text.refunded, ({ refunded }) => refunded),
    ],
  });
};

/** Titles of surveys and texts of questions, where they are needed; without them the ids are shown, as they stand in events. */
export const SurveyTexts = () => {
  const siteId = site.value?.id;
  useEffect(() => void loadSurveys().catch(() => {}), [siteId]);
  return null;
};

const answerText = ({ object, dimensions: { questionId = '', choice = '', text = '' }, measures }: TimelineEvent) => {
  const words = peopleWords.value;
  const chosen = choice && answerName({ survey: object, question: questionId, answer: choice }, words.other);
  const score = measures.score === undefined ? '' : formats.value.number(measures.score);
  return [score, chosen, text].filter(Boolean).join(' · ') || words.noWords;
};

/** What somebody answered to surveys. */
export const personAnswers = ({ timeline }: VisitorResult, of: ListedPerson): PersonList => {
  const text = peopleWords.value;
  return listed<TimelineEvent>({
    name: 'answers',
    ...of,
    rows: timeline,
    columns: [
      { heading: text.answer, value: answerText, show: (event) => <bdi>{answerText(event)}</bdi> },
      {
        heading: text.question,
        value: ({ object, dimensions: { questionId = '' } }) => questionName(object, questionId),
      },
      { heading: text.survey, value: ({ object }) => surveyName(object) },
      { heading: text.page, value: ({ path }) => path },
      momentColumn(text.when, ({ time }) => time),
    ],
  });
};

/** What the site told of a customer. */
export const personTraits = ({ timeline, customerId }: VisitorResult, of: ListedPerson): PersonList => {
  const text = peopleWords.value;
  return listed<Trait>({
    name: 'traits',
    ...of,
    rows: traitsOf(timeline, customerId),
    columns: [
      { heading: text.trait, value: ({ name }) => name },
      {
        heading: text.is,
        value: ({ value }) => value,
        show: ({ value }) => <bdi>{typeof value === 'number' ? formats.value.number(value) : value}</bdi>,
      },
      momentColumn(text.toldAt, ({ toldAt }) => toldAt),
    ],
  });
};
