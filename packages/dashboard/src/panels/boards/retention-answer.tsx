import type { Definitions } from '../../api/ask.ts';
import { LineChart } from '../../charts/line-chart.tsx';
import { formats } from '../../locales/index.ts';
import { Figures } from '../../ui/figures.tsx';
import { Asked } from './asked.tsx';
import { boardWords } from './words.ts';

/** The share that came back over the periods, all cohorts together; the cohorts themselves stand on their panel. */
export const RetentionAnswer = ({ definition }: { definition: Definitions['retention'] }) => (
  <Asked kind="retention" definition={definition}>
    {({ size, totals, interval }) => {
      const text = boardWords.value;
      const { number, percent } = formats.value;
      const points = totals.flatMap(({ shareRatio }, period) => {
        const label = text.period[interval](number(period));
        return shareRatio === null || period === 0 ? [] : [{ label, longLabel: label, value: shareRatio }];
      });
      return (
        <div class="stack">
          <Figures
            figures={[
              { title: text.began, value: number(size) },
              ...points.slice(0, 2).map(({ label, value }) => ({ title: label, value: percent(value) })),
            ]}
          />
          {points.length > 1 && (
            <LineChart
              title={text.cameBack}
              points={points}
              format={percent}
              formatAxis={percent}
              isWhole={false}
              isLastUnfinished={false}
            />
          )}
        </div>
      );
    }}
  </Asked>
);
