import type { FeatureRow } from '@telltale/query';
import { CARD_ROWS, type CardKind, fileOf } from '../../cards/card-kind.ts';
import { numberColumn, rateColumn } from '../../ui/columns.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { featureColumns } from './feature-columns.tsx';
import { featureWords } from './words.ts';

/** The league table of features: who saw them, who used them, who did the goal afterwards. */
export const inspectionsCard: CardKind<'inspections'> = {
  Answer: ({ definition: { goal }, result: { rows } }) => {
    const text = featureWords.value;
    const columns: Column<FeatureRow>[] = [
      { heading: text.feature, value: ({ feature }) => feature },
      numberColumn(text.seenBy, ({ visitors }) => visitors),
      numberColumn(text.usedBy, ({ uses }) => uses.visitors),
      ...(goal
        ? [rateColumn<FeatureRow>(text.converted, ({ effect }) => effect?.inspected.conversion?.ratio ?? null)]
        : []),
    ];
    return <Table caption={text.table} columns={columns} rows={rows.slice(0, CARD_ROWS)} />;
  },
  file: ({ result: { rows } }) => fileOf(featureColumns(), rows),
};
