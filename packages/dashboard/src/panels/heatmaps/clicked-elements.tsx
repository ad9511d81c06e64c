import type { HeatmapElement } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { goOwn, ownChoice } from '../../state/own.ts';
import { Card } from '../../ui/card.tsx';
import { CardFiles } from '../../ui/card-files.tsx';
import { numberColumn, rateColumn } from '../../ui/columns.tsx';
import { Select } from '../../ui/field.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { WhoButton } from '../../ui/who-button.tsx';
import { heatmapWords } from './words.ts';

const orders = ['clicks', 'rage', 'dead', 'error'] as const;

interface ClickedElementsProps {
  /** What a picture of it is of. */
  about: string;
  elements: readonly HeatmapElement[];
  /** All clicks on the page: what the shares are of. */
  clicks: number;
}

/** What they click, with what came of it. */
export const ClickedElements = ({ about, elements, clicks }: ClickedElementsProps) => {
  const text = heatmapWords.value;
  if (elements.length === 0) return null;
  const order = ownChoice('order', orders, 'clicks');
  const rows = [...elements].sort((one, other) => other[order] - one[order]);
  const columns: Column<HeatmapElement>[] = [
    { heading: text.element, value: ({ anchor }) => anchor, show: ({ anchor }) => <code dir="ltr">{anchor}</code> },
    numberColumn(text.clicks, (element) => element.clicks),
    rateColumn(text.share, (element) => (clicks > 0 ? element.clicks / clicks : null)),
    {
      heading: text.visitors,
      value: ({ visitors }) => visitors,
      show: ({ visitors, anchor }) => (
        <WhoButton
          count={visitors}
          said={text.whoClicked(formats.value.number(visitors), anchor)}
          onPress={() => goOwn({ anchor, reaction: '', listed: 'clicks' })}
        />
      ),
      isNumber: true,
    },
    numberColumn(text.reactions.rage, ({ rage }) => rage),
    numberColumn(text.reactions.dead, ({ dead }) => dead),
    numberColumn(text.reactions.error, ({ error }) => error),
    numberColumn(text.keyboard, ({ keyboard }) => keyboard),
  ];
  return (
    <Card
      title={text.elements}
      actions={
        <>
          <Select
            label={text.order}
            isLabelHidden
            isSmall
            value={order}
            choices={orders.map((value) => ({ value, label: text.orders[value] }))}
            onChange={(chosen) => goOwn({ order: chosen === 'clicks' ? '' : chosen })}
          />
          <CardFiles fileName="telltale-heatmap-elements" columns={columns} rows={rows} about={about} />
        </>
      }
    >
      <Table caption={text.elements} columns={columns} rows={rows} />
    </Card>
  );
};
