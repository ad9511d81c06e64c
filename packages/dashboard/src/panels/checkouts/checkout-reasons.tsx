import type { CheckoutReason } from '@telltale/query';
import { Card } from '../../ui/card.tsx';
import { numberColumn } from '../../ui/columns.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import { checkoutWords } from './words.ts';

/** What people answered to surveys in checkouts that they stopped; without surveys there that say so, how to ask. */
export const CheckoutReasons = ({ reasons }: { reasons: readonly CheckoutReason[] }) => {
  const text = checkoutWords.value;
  const columns: Column<CheckoutReason>[] = [
    { heading: text.answer, value: ({ answer }) => answer || text.noWords },
    { heading: text.question, value: ({ question }) => question },
    { heading: text.survey, value: ({ survey }) => survey },
    numberColumn(text.checkouts, ({ checkouts }) => checkouts),
  ];
  return (
    <Card
      title={text.reasons}
      actions={
        reasons.length > 0 && (
          <CsvButton fileName="telltale-checkout-reasons" columns={columns} rows={reasons} isIconOnly />
        )
      }
    >
      {reasons.length > 0 ? (
        <Table caption={text.reasons} columns={columns} rows={reasons} />
      ) : (
        <p class="is-quiet">{text.noReasons}</p>
      )}
    </Card>
  );
};
