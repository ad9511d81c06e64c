import type { Conversion, FormFigures, FormsDefinitionInput, FormsResult } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { goOwn } from '../../state/own.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { Card } from '../../ui/card.tsx';
import { numberColumn, rateColumn } from '../../ui/columns.tsx';
import { RateWithInterval } from '../../ui/rate.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import { WhoButton } from '../../ui/who-button.tsx';
import { type FormOutcome, outcomes } from './form-outcomes.ts';
import { formsWords } from './words.ts';

interface FormsTableProps {
  result: FormsResult;
  statistics: { rowsRead: number; elapsedMs: number };
  question: FormsDefinitionInput;
}

const outcomeColumn = (outcome: FormOutcome): Column<FormFigures> => {
  const text = formsWords.value;
  return {
    heading: text.outcomes[outcome],
    value: (row) => row[outcome],
    show: (row) => (
      <WhoButton
        count={row[outcome]}
        said={text.who(formats.value.number(row[outcome]), row.form, text.outcomes[outcome])}
        onPress={() => goOwn({ listed: { form: row.form, outcome } })}
      />
    ),
    isNumber: true,
  };
};

const conversionColumn = (
  heading: string,
  conversionOf: (row: FormFigures) => Conversion | null,
): Column<FormFigures> => ({
  heading,
  value: (row) => conversionOf(row)?.ratio ?? null,
  show: (row) => <RateWithInterval conversion={conversionOf(row)} />,
  isNumber: true,
});

/** What became of each step's form; each number tells who they are. */
export const FormsTable = ({ result, statistics, question }: FormsTableProps) => {
  const text = formsWords.value;
  const { forms, comparison, cutoffMs } = result;
  const before = ({ form }: FormFigures) =>
    comparison?.forms.find((other) => other.form === form)?.completion?.ratio ?? null;
  const columns: Column<FormFigures>[] = [
    { heading: text.form, value: ({ form }) => form },
    ...outcomes.map(outcomeColumn),
    conversionColumn(text.completion, ({ completion }) => completion),
    ...(comparison ? [rateColumn(text.completionBefore, before)] : []),
    conversionColumn(text.abandonment, ({ abandonment }) => abandonment),
    numberColumn(text.time, ({ medianFocusedMs }) => medianFocusedMs, formats.value.duration),
  ];
  return (
    <Card title={text.forms}>
      <div class="stack">
        <Table caption={text.forms} columns={columns} rows={forms} />
        <p class="is-quiet">{text.note(formats.value.duration(cutoffMs))}</p>
        <AnswerFoot kind="forms" definition={question} statistics={statistics}>
          <CsvButton fileName="telltale-forms" columns={columns} rows={forms} />
        </AnswerFoot>
      </div>
    </Card>
  );
};
