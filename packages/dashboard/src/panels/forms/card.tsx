import type { FormFigures } from '@telltale/query';
import { CARD_ROWS, type CardKind, fileOf } from '../../cards/card-kind.ts';
import { numberColumn, rateColumn } from '../../ui/columns.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { outcomes } from './form-outcomes.ts';
import { formsWords } from './words.ts';

const formColumn = (): Column<FormFigures> => ({ heading: formsWords.value.form, value: ({ form }) => form });

const completionColumn = () =>
  rateColumn<FormFigures>(formsWords.value.completion, ({ completion }) => completion?.ratio ?? null);

const outcomeColumn = (outcome: (typeof outcomes)[number]) =>
  numberColumn<FormFigures>(formsWords.value.outcomes[outcome], (row) => row[outcome]);

/** The forms step by step: who began, who gave up, who completed. */
export const formsCard: CardKind<'forms'> = {
  Answer: ({ result: { forms } }) => (
    <Table
      caption={formsWords.value.forms}
      columns={[formColumn(), outcomeColumn('started'), outcomeColumn('abandoned'), completionColumn()]}
      rows={forms.slice(0, CARD_ROWS)}
    />
  ),
  file: ({ result: { forms } }) => fileOf([formColumn(), ...outcomes.map(outcomeColumn), completionColumn()], forms),
};
