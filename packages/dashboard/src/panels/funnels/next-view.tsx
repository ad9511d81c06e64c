import type { FunnelNext } from '@telltale/query';
import { BarTable } from '../../charts/bar-table.tsx';
import { formats, words } from '../../locales/index.ts';
import { kindName } from '../../state/names.ts';
import { goOwn } from '../../state/own.ts';
import { numberColumn } from '../../ui/columns.tsx';
import { Select } from '../../ui/field.tsx';
import { type Column, CsvButton } from '../../ui/table.tsx';
import type { FootOf } from './funnel-views.ts';
import { funnelWords } from './words.ts';

interface NextViewProps {
  foot: FootOf;
  next: FunnelNext;
  /** The steps after which people can drop, counted from 1, each with its name. */
  steps: readonly { step: number; name: string }[];
}

interface NextRow {
  name: string;
  units: number;
  isRest: boolean;
}

/** What those did next who dropped after a step. */
export const NextView = ({ foot, next, steps }: NextViewProps) => {
  const text = funnelWords.value;
  const rows: NextRow[] = [
    ...next.events.map(({ kind, object, units }) => ({
      name: object ? `${kindName(kind)}: ${object}` : kindName(kind),
      units,
      isRest: false,
    })),
    ...(next.other > 0 ? [{ name: words.value.otherValues, units: next.other, isRest: true }] : []),
    ...(next.nothing > 0 ? [{ name: text.nothingMore, units: next.nothing, isRest: true }] : []),
  ];
  const columns: Column<NextRow>[] = [
    { heading: text.didNext, value: ({ name }) => name },
    numberColumn(text.dropped, ({ units }) => units),
  ];
  return (
    <div class="stack">
      <div class="question-settings">
        <Select
          label={text.droppedAfter}
          value={String(next.step)}
          choices={steps.map(({ step, name }) => ({ value: String(step), label: text.stepNamed(step, name) }))}
          onChange={(step) => goOwn({ nextStep: Number(step) })}
        />
      </div>
      {rows.length > 0 ? (
        <BarTable
          caption={text.nextTable}
          headings={[text.didNext, text.dropped, text.share]}
          rows={rows.map(({ name, units, isRest }, index) => ({ key: String(index), name, value: units, isRest }))}
          total={next.units}
          format={formats.value.number}
        />
      ) : (
        <p class="is-quiet">{text.nobodyDropped}</p>
      )}
      {foot(<CsvButton fileName="telltale-funnel-next" columns={columns} rows={rows} />)}
    </div>
  );
};
