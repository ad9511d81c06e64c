import type { SurveyQuestionFigures } from '@telltale/query';
import { CARD_ROWS, type CardKind, fileOf } from '../../cards/card-kind.ts';
import { formats } from '../../locales/index.ts';
import { numberColumn } from '../../ui/columns.tsx';
import { Figures } from '../../ui/figures.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { scoreText } from './shown-score.ts';
import { surveyWords } from './words.ts';

const kindText = (kind: string): string => {
  const { kinds } = surveyWords.value;
  return kinds[kind as keyof typeof kinds] ?? kind;
};

const questionColumns = (): Column<SurveyQuestionFigures>[] => {
  const text = surveyWords.value;
  return [
    { heading: text.question, value: ({ questionId, questionKind }) => `${questionId} · ${kindText(questionKind)}` },
    numberColumn(text.answers, ({ answers }) => answers),
    {
      heading: text.score,
      value: ({ score }) => score?.value ?? null,
      show: ({ score }) => scoreText(score),
      isNumber: true,
    },
  ];
};

/** How often a survey was shown and answered, and the scores of its questions. */
export const surveyCard: CardKind<'survey'> = {
  Answer: ({ result: { total } }) => {
    const text = surveyWords.value;
    const { number, percent } = formats.value;
    return (
      <div class="stack">
        <Figures
          figures={[
            { title: text.shown, value: number(total.shown.responses) },
            { title: text.answered, value: number(total.answered.responses) },
            { title: text.responseRate, value: total.response ? percent(total.response.ratio) : '–' },
          ]}
        />
        {total.questions.length > 0 && (
          <Table caption={text.question} columns={questionColumns()} rows={total.questions.slice(0, CARD_ROWS)} />
        )}
      </div>
    );
  },
  file: ({ result: { total } }) => fileOf(questionColumns(), total.questions),
};
