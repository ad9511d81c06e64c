import type { HeatmapDefinitionInput, HeatmapResult } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { goOwn } from '../../state/own.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { Card } from '../../ui/card.tsx';
import { Figures } from '../../ui/figures.tsx';
import { WhoButton } from '../../ui/who-button.tsx';
import { Attention } from './attention.tsx';
import { ClickGrid } from './click-grid.tsx';
import { ClickedElements } from './clicked-elements.tsx';
import { heatmapWords } from './words.ts';

interface HeatmapResultViewProps {
  result: HeatmapResult;
  statistics: { rowsRead: number; elapsedMs: number };
  question: HeatmapDefinitionInput;
  /** What a picture of it is of: the page, the device and the variant that were chosen. */
  about: string;
}

/** The figures of the page, then the layers: where they click, on what, how far down they come. */
export const HeatmapResultView = ({ result, statistics, question, about }: HeatmapResultViewProps) => {
  const text = heatmapWords.value;
  const { number, percent, duration } = formats.value;
  const { pageViews, pageVisitors, total, elements, grids, engagement } = result;
  const { medianEngagedMs = null, medianScrollDepthRatio = null } = engagement ?? {};
  const reaction = (name: 'rage' | 'dead' | 'error') => ({
    title: text.reactions[name],
    hint: text.reactionHints[name],
    value: (
      <WhoButton
        count={total[name]}
        said={`${number(total[name])} ${text.reactions[name]}`}
        onPress={() => goOwn({ reaction: name, anchor: '', listed: 'clicks' })}
      />
    ),
  });
  return (
    <div class="stack">
      <Card title={text.figures}>
        <div class="stack">
          <Figures
            figures={[
              { title: text.views, value: number(pageViews) },
              { title: text.visitors, value: number(pageVisitors) },
              {
                title: text.clicks,
                value: number(total.clicks),
                note: total.keyboard > 0 && text.byKeyboard(number(total.keyboard)),
              },
              reaction('rage'),
              reaction('dead'),
              reaction('error'),
              { title: text.stayed, value: medianEngagedMs === null ? '–' : duration(medianEngagedMs) },
              { title: text.cameDown, value: medianScrollDepthRatio === null ? '–' : percent(medianScrollDepthRatio) },
            ]}
          />
          <AnswerFoot kind="heatmap" definition={question} statistics={statistics} about={about} />
        </div>
      </Card>
      {grids && <ClickGrid about={about} grids={grids} />}
      {elements && <ClickedElements about={about} elements={elements} clicks={total.clicks} />}
      {engagement && <Attention about={about} engagement={engagement} />}
    </div>
  );
};
