import { type CardKind, fileOf } from '../../cards/card-kind.ts';
import { LineChart } from '../../charts/line-chart.tsx';
import { formats } from '../../locales/index.ts';
import { comparedNote } from '../../ui/compared.tsx';
import { Figures } from '../../ui/figures.tsx';
import { cohortRows, retentionColumns } from './retention-columns.tsx';
import { curveOf } from './retention-result.tsx';
import { retentionWords } from './words.ts';

/** The share that came back over the periods, all cohorts together; the cohorts themselves are in the file. */
export const retentionCard: CardKind<'retention'> = {
  Answer: ({ result }) => {
    const text = retentionWords.value;
    const { number, percent } = formats.value;
    const { size, comparison } = result;
    const curve = curveOf(result);
    return (
      <div class="stack">
        <Figures
          figures={[
            {
              title: text.began,
              value: number(size),
              note: comparedNote(size, { before: comparison?.size, format: number }),
            },
            ...curve.slice(0, 2).map(({ label, value, compared }) => ({
              title: label,
              value: percent(value),
              note: comparedNote(value, { before: compared?.value, format: percent }),
            })),
          ]}
        />
        {curve.length > 1 && (
          <LineChart
            title={text.curve}
            points={curve}
            format={percent}
            formatAxis={percent}
            isWhole={false}
            isLastUnfinished={false}
          />
        )}
      </div>
    );
  },
  file: ({ result }) => fileOf(retentionColumns(result, 'share'), cohortRows(result)),
};
