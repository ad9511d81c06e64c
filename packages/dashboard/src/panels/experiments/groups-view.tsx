import type { ExperimentGroup, ExperimentResult } from '@telltale/query';
import { numberColumn } from '../../ui/columns.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { EffectLine, reachOf } from './effect-line.tsx';
import { shownValue } from './values.ts';
import { experimentWords } from './words.ts';

interface Line {
  group: ExperimentGroup;
  variant: ExperimentGroup['variants'][number];
  isControl: boolean;
}

/** The primary metric of parts of the visitors, with the warning that goes with many looks. */
export const GroupsView = ({ result: { groups, metrics } }: { result: ExperimentResult }) => {
  const text = experimentWords.value;
  const [primary] = metrics;
  if (!groups || !primary) return <p class="is-quiet">{text.chooseParts}</p>;
  const reach = reachOf(groups.parts.flatMap(({ variants }) => variants));
  const nameOf = ({ value, isOther }: ExperimentGroup) => {
    if (isOther) return text.other;
    if (value === 'in' || value === 'out') return text.inOut[value];
    return value || text.unknownValue;
  };
  const lines = groups.parts.flatMap((group) =>
    group.variants.map((variant, index): Line => ({ group, variant, isControl: index === 0 })),
  );
  const columns: Column<Line>[] = [
    { heading: text.part, value: ({ group }) => nameOf(group) },
    { heading: text.variant, value: ({ variant }) => variant.id },
    numberColumn(text.visitors, ({ variant }) => variant.visitors),
    {
      heading: text.value,
      value: ({ variant }) => variant.value,
      show: ({ variant }) => shownValue(primary, variant.value),
      isNumber: true,
    },
    {
      heading: text.effectHeading,
      value: ({ variant }) => variant.effect?.value ?? null,
      show: ({ variant, isControl }) =>
        isControl ? (
          <span class="is-quiet">{text.compared}</span>
        ) : (
          <EffectLine metric={primary} effect={variant.effect} reach={reach} />
        ),
    },
  ];
  return (
    <div class="stack">
      {groups.looks > 1 && <p class="looks-note">{text.looks(groups.looks)}</p>}
      {lines.length === 0 ? (
        <p class="is-quiet">{text.noNovelty}</p>
      ) : (
        <Table caption={text.parts} columns={columns} rows={lines} />
      )}
    </div>
  );
};
