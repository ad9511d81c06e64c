import type { CardKind, CardProps } from '../../cards/card-kind.ts';
import { BarTable } from '../../charts/bar-table.tsx';
import { formats, words } from '../../locales/index.ts';
import { propertyName, valueName } from '../../state/names.ts';
import { PlaceSource } from '../../ui/place-source.tsx';
import { overviewWords } from './words.ts';

const barsOf = ({ definition: { property }, result: { rows, other } }: CardProps<'breakdown'>) => [
  ...rows.map(({ value, visitors }) => ({ key: `value ${value}`, name: valueName(property, value), value: visitors })),
  ...(other ? [{ key: 'other', name: words.value.otherValues, value: other.visitors, isRest: true }] : []),
];

/** Visitors by the values of a property. */
export const breakdownCard: CardKind<'breakdown'> = {
  Answer: (card) => {
    const text = overviewWords.value;
    const { property } = card.definition;
    return (
      <div class="stack">
        <BarTable
          caption={propertyName(property)}
          headings={[propertyName(property), text.visitors, text.share]}
          rows={barsOf(card)}
          total={card.result.total.visitors}
          format={formats.value.number}
        />
        {(property === 'country' || property === 'region') && <PlaceSource />}
      </div>
    );
  },
  file: (card) => ({
    headings: [propertyName(card.definition.property), overviewWords.value.visitors],
    rows: barsOf(card).map(({ name, value }) => [name, value]),
  }),
};
