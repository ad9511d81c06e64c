import type { CheckoutFieldFigures, CheckoutStepFigures, CheckoutsResult } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { Card } from '../../ui/card.tsx';
import { CardFiles } from '../../ui/card-files.tsx';
import { numberColumn, rateColumn } from '../../ui/columns.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { checkoutWords } from './words.ts';

const stepColumns = (): Column<CheckoutStepFigures>[] => {
  const text = checkoutWords.value;
  return [
    { heading: text.step, value: ({ step }) => step },
    numberColumn(text.reached, ({ reached }) => reached),
    numberColumn(text.stopped, ({ stopped }) => stopped),
    rateColumn(text.stoppedShare, ({ stopped, reached }) => (reached > 0 ? stopped / reached : null)),
  ];
};

const fieldColumns = (): Column<CheckoutFieldFigures>[] => {
  const text = checkoutWords.value;
  return [
    { heading: text.field, value: ({ field }) => field },
    { heading: text.step, value: ({ step }) => step },
    numberColumn(text.touched, ({ touched }) => touched),
    numberColumn(text.stoppedAt, ({ stopped }) => stopped),
    rateColumn(text.stoppedShare, ({ stopped, touched }) => (touched > 0 ? stopped / touched : null)),
    numberColumn(
      text.timeEach,
      ({ focusedMs, touched }) => (touched > 0 ? Math.round(focusedMs / touched) : null),
      formats.value.duration,
    ),
    numberColumn(text.refills, ({ refills }) => refills),
    numberColumn(text.failures, ({ failures }) => failures),
  ];
};

/** The steps and the fields at which people stop; never what they typed. */
export const CheckoutStops = ({ result: { steps, fields } }: { result: CheckoutsResult }) => {
  const text = checkoutWords.value;
  return (
    <>
      {steps.length > 0 && (
        <Card
          title={text.steps}
          actions={<CardFiles fileName="telltale-checkout-steps" columns={stepColumns()} rows={steps} />}
        >
          <Table caption={text.steps} columns={stepColumns()} rows={steps} />
        </Card>
      )}
      {fields.length > 0 && (
        <Card
          title={text.fields}
          actions={<CardFiles fileName="telltale-checkout-fields" columns={fieldColumns()} rows={fields} />}
        >
          <Table caption={text.fields} columns={fieldColumns()} rows={fields} />
        </Card>
      )}
    </>
  );
};
