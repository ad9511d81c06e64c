import type { HeatmapEngagement } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { Card } from '../../ui/card.tsx';
import { CardFiles } from '../../ui/card-files.tsx';
import { numberColumn, rateColumn } from '../../ui/columns.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { heatmapWords } from './words.ts';

type Depth = HeatmapEngagement['depths'][number];

interface AttentionProps {
  /** What a picture of it is of. */
  about: string;
  engagement: HeatmapEngagement;
}

/** How far down they come, and how long those stay who come no further. */
export const Attention = ({ about, engagement: { depths, scrolledPageViews } }: AttentionProps) => {
  const text = heatmapWords.value;
  if (scrolledPageViews === 0) return null;
  const { percent, duration } = formats.value;
  const columns: Column<Depth>[] = [
    { heading: text.depth, value: ({ fromRatio }) => text.part(percent(fromRatio), percent(fromRatio + 0.1)) },
    rateColumn(text.reachedShare, ({ reached }) => reached / scrolledPageViews),
    numberColumn(text.reached, ({ reached }) => reached),
    numberColumn(text.endedHere, ({ pageViews }) => pageViews),
    numberColumn(
      text.timeEach,
      ({ engagedMs, pageViews }) => (pageViews > 0 ? Math.round(engagedMs / pageViews) : null),
      duration,
    ),
  ];
  return (
    <Card
      title={text.attention}
      actions={<CardFiles fileName="telltale-heatmap-depths" columns={columns} rows={depths} about={about} />}
    >
      <Table caption={text.attention} columns={columns} rows={depths} />
    </Card>
  );
};
