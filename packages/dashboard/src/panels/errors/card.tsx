import type { Fault } from '@telltale/query';
import { CARD_ROWS, type CardKind, fileOf } from '../../cards/card-kind.ts';
import { formats } from '../../locales/index.ts';
import { numberColumn } from '../../ui/columns.tsx';
import { comparedNote } from '../../ui/compared.tsx';
import { Figures } from '../../ui/figures.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { faultColumns } from './fault-columns.tsx';
import { errorWords } from './words.ts';

/** What failed, how often, and how many it hit. */
export const errorsCard: CardKind<'errors'> = {
  Answer: ({ result: { count, total, faults, comparison } }) => {
    const text = errorWords.value;
    const { number } = formats.value;
    const columns: Column<Fault>[] = [
      { heading: text.fault, value: ({ message, fingerprint }) => message || fingerprint },
      numberColumn(text.occurrences, ({ occurrences }) => occurrences),
      numberColumn(text.visitors, ({ visitors }) => visitors),
    ];
    return (
      <div class="stack">
        <Figures
          figures={[
            {
              title: text.count,
              value: number(count),
              note: comparedNote(count, { before: comparison?.count, format: number }),
            },
            ...(['occurrences', 'visitors'] as const).map((figure) => ({
              title: text[figure],
              value: number(total[figure]),
              note: comparedNote(total[figure], { before: comparison?.total[figure], format: number }),
            })),
          ]}
        />
        {faults.length > 0 && <Table caption={text.faults} columns={columns} rows={faults.slice(0, CARD_ROWS)} />}
      </div>
    );
  },
  file: ({ result: { faults } }) => fileOf(faultColumns(), faults),
};
