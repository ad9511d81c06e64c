import { goOwn } from '../../state/own.ts';
import { Select } from '../../ui/field.tsx';
import { orders } from './campaigns-question.ts';
import { campaignsWords } from './words.ts';

interface OrderSelectProps {
  order: string;
  /** Those of the answer: by the revenue in each can be ordered. */
  currencies: readonly string[];
}

/** By what the rows are ordered. */
export const OrderSelect = ({ order, currencies }: OrderSelectProps) => {
  const text = campaignsWords.value;
  // Until the answer is there, its currencies are not known; what the address names stays in sight.
  const chosen = order.startsWith('revenue-') ? [order.slice('revenue-'.length)] : [];
  return (
    <Select
      label={text.order}
      isLabelHidden
      isSmall
      value={order}
      choices={[
        ...orders.map((value) => ({ value: String(value), label: text.byOrder(text.orders[value]) })),
        ...[...new Set([...currencies, ...chosen])].map((currency) => ({
          value: `revenue-${currency}`,
          label: text.byOrder(text.revenue(currency)),
        })),
      ]}
      onChange={(next) => goOwn({ order: next === 'visitors' ? '' : next })}
    />
  );
};
