import { CARD_ROWS, type CardKind, fileOf } from '../../cards/card-kind.ts';
import { formats } from '../../locales/index.ts';
import { numberColumn, rateColumn } from '../../ui/columns.tsx';
import { comparedNote } from '../../ui/compared.tsx';
import { Figures } from '../../ui/figures.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { campaignColumns, columnsBefore, currenciesOf, type TouchRow, touchRows } from './campaign-columns.tsx';
import { dimensionName } from './dimension-name.ts';
import { campaignsWords } from './words.ts';

const DEFAULT_BY = 'channel';

/** Where they came from, and what came of it. */
export const campaignsCard: CardKind<'campaigns'> = {
  Answer: ({ definition: { by = DEFAULT_BY }, result }) => {
    const text = campaignsWords.value;
    const { number, percent, money } = formats.value;
    const { visitors, conversions, conversion, revenue, comparison } = result.total;
    const columns: Column<TouchRow>[] = [
      { heading: dimensionName(by), value: ({ name }) => name },
      numberColumn(text.visitors, (row) => row.visitors),
      numberColumn(text.converted, ({ converted }) => converted),
      rateColumn(text.conversion, (row) => row.conversion?.ratio ?? null),
    ];
    return (
      <div class="stack">
        <Figures
          figures={[
            {
              title: text.visitors,
              value: number(visitors),
              note: comparedNote(visitors, { before: comparison?.visitors, format: number }),
            },
            {
              title: text.conversions,
              value: number(conversions),
              note: comparedNote(conversions, { before: comparison?.conversions, format: number }),
            },
            { title: text.conversion, value: conversion ? percent(conversion.ratio) : '–' },
            ...Object.entries(revenue).map(([currency, amount]) => ({
              title: text.revenue(currency),
              value: money(amount, currency),
            })),
          ]}
        />
        <Table caption={text.result} columns={columns} rows={touchRows(result, by).slice(0, CARD_ROWS)} />
      </div>
    );
  },
  file: ({ definition: { by = DEFAULT_BY }, result }) => {
    const currencies = currenciesOf(result);
    const columns = campaignColumns({ by, currencies });
    return fileOf(result.comparisonRange ? [...columns, ...columnsBefore(currencies)] : columns, touchRows(result, by));
  },
};
