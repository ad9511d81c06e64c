import type { Conversion, FeatureRow } from '@telltale/query';
import { formats, words } from '../../locales/index.ts';
import { goOwn } from '../../state/own.ts';
import { numberColumn } from '../../ui/columns.tsx';
import { RateWithInterval } from '../../ui/rate.tsx';
import type { Column } from '../../ui/table.tsx';
import { WhoButton } from '../../ui/who-button.tsx';
import { featureWords } from './words.ts';

const conversionColumn = (
  heading: string,
  conversionOf: (row: FeatureRow) => Conversion | null | undefined,
): Column<FeatureRow> => ({
  heading,
  value: (row) => conversionOf(row)?.ratio ?? null,
  show: (row) => <RateWithInterval conversion={conversionOf(row) ?? null} />,
  isNumber: true,
});

/** Hundredths, as percentage points are told. */
const points = (ratio: number) => formats.value.signed(ratio * 100);

const Difference = ({ row: { effect } }: { row: FeatureRow }) => {
  if (!effect?.difference) return '–';
  const { value, interval } = effect.difference;
  return (
    <>
      <b class="difference">{points(value)}</b>
      <small class="interval">{words.value.range95(points(interval.low), points(interval.high))}</small>
    </>
  );
};

const dwell = (ms: number) => (ms < 1000 ? formats.value.milliseconds(ms) : formats.value.duration(ms));

/** How far a feature reaches, for how long and how often it is used, and the conversion of those who inspected it. */
export const featureColumns = (): Column<FeatureRow>[] => {
  const text = featureWords.value;
  return [
    { heading: text.feature, value: ({ feature }) => feature },
    {
      heading: text.seenBy,
      value: ({ visitors }) => visitors,
      show: ({ feature, visitors }) => (
        <WhoButton
          count={visitors}
          said={text.who(formats.value.number(visitors), feature)}
          onPress={() => goOwn({ listed: feature })}
        />
      ),
      isNumber: true,
    },
    conversionColumn(text.reach, ({ reach }) => reach),
    numberColumn(text.seenFor, ({ seen }) => seen.median, dwell),
    numberColumn(text.hoveredBy, ({ hovered }) => hovered.visitors),
    numberColumn(text.usedBy, ({ uses }) => uses.visitors),
    numberColumn(text.uses, ({ uses }) => uses.total),
    conversionColumn(text.converted, ({ effect }) => effect?.inspected.conversion),
    conversionColumn(text.others, ({ effect }) => effect?.others.conversion),
    {
      heading: text.difference,
      value: ({ effect }) => effect?.difference?.value ?? null,
      show: (row) => <Difference row={row} />,
      isNumber: true,
    },
  ];
};
