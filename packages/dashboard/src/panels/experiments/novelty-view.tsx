import type { ExperimentResult, NoveltyDay } from '@telltale/query';
import { LinesChart } from '../../charts/lines-chart.tsx';
import { formats } from '../../locales/index.ts';
import { type Column, TableBehind } from '../../ui/table.tsx';
import { EffectLine, reachOf } from './effect-line.tsx';
import { shownDifference } from './values.ts';
import { experimentWords } from './words.ts';

interface Line extends NoveltyDay {
  variant: NoveltyDay['variants'][number];
}

/** The effect by day since the exposure: what is only new wears off. */
export const NoveltyView = ({ result: { novelty, metrics } }: { result: ExperimentResult }) => {
  const text = experimentWords.value;
  const [primary] = metrics;
  if (!novelty || !primary || novelty.length === 0) return <p class="is-quiet">{text.noNovelty}</p>;
  const others = primary.variants.slice(1);
  const nameOf = (day: number) => text.day(formats.value.number(day + 1));
  const lines = novelty.flatMap((day) => day.variants.slice(1).map((variant): Line => ({ ...day, variant })));
  const reach = reachOf(lines.map(({ variant }) => variant));
  const columns: Column<Line>[] = [
    { heading: text.dayHeading, value: ({ day }) => nameOf(day) },
    { heading: text.variant, value: ({ variant }) => variant.id },
    {
      heading: text.effectHeading,
      value: ({ variant }) => variant.effect?.value ?? null,
      show: ({ variant }) => <EffectLine metric={primary} effect={variant.effect} reach={reach} />,
    },
  ];
  return (
    <div class="stack">
      <LinesChart
        title={text.novelty}
        labels={novelty.map(({ day }) => ({ short: nameOf(day), long: nameOf(day) }))}
        lines={others.map(({ id }, place) => ({
          name: id,
          place,
          values: novelty.map(({ variants }) => variants.find((variant) => variant.id === id)?.effect?.value ?? null),
        }))}
        format={(value) => shownDifference(primary, value)}
        formatAxis={(value) => shownDifference(primary, value)}
        isWhole={false}
      />
      <p class="is-quiet">{text.noveltyNote}</p>
      <TableBehind caption={text.novelty} columns={columns} rows={lines} />
    </div>
  );
};
