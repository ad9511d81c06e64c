import type { HeatmapElement } from '@telltale/query';
import { CARD_ROWS, type CardKind, fileOf } from '../../cards/card-kind.ts';
import { formats } from '../../locales/index.ts';
import { numberColumn, rateColumn } from '../../ui/columns.tsx';
import { comparedNote } from '../../ui/compared.tsx';
import { Figures } from '../../ui/figures.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { heatmapWords } from './words.ts';

const elementColumns = (clicksOnPage: number): Column<HeatmapElement>[] => {
  const text = heatmapWords.value;
  return [
    { heading: text.element, value: ({ anchor }) => anchor, show: ({ anchor }) => <code dir="ltr">{anchor}</code> },
    numberColumn(text.clicks, ({ clicks }) => clicks),
    rateColumn(text.share, ({ clicks }) => (clicksOnPage > 0 ? clicks / clicksOnPage : null)),
    numberColumn(text.reactions.rage, ({ rage }) => rage),
    numberColumn(text.reactions.dead, ({ dead }) => dead),
  ];
};

/** A page's clicks in figures, and on which elements they were. */
export const heatmapCard: CardKind<'heatmap'> = {
  Answer: ({ definition: { page }, result: { pageViews, total, elements, comparison } }) => {
    const text = heatmapWords.value;
    const { number } = formats.value;
    return (
      <div class="stack">
        <p>
          {text.page}: <bdi>{page}</bdi>
        </p>
        <Figures
          figures={[
            {
              title: text.views,
              value: number(pageViews),
              note: comparedNote(pageViews, { before: comparison?.pageViews, format: number }),
            },
            {
              title: text.clicks,
              value: number(total.clicks),
              note: comparedNote(total.clicks, { before: comparison?.total.clicks, format: number }),
            },
            ...(['rage', 'dead'] as const).map((reaction) => ({
              title: text.reactions[reaction],
              value: number(total[reaction]),
              note: comparedNote(total[reaction], { before: comparison?.total[reaction], format: number }),
            })),
          ]}
        />
        {elements && elements.length > 0 && (
          <Table caption={text.elements} columns={elementColumns(total.clicks)} rows={elements.slice(0, CARD_ROWS)} />
        )}
      </div>
    );
  },
  file: ({ result: { total, elements } }) => fileOf(elementColumns(total.clicks), elements ?? []),
};
