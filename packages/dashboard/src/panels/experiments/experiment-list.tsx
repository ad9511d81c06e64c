import { goOwn } from '../../state/own.ts';
import { momentColumn, numberColumn } from '../../ui/columns.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { Experiment } from './experiment.ts';
import { metricName } from './metric-name.ts';
import { StateMark } from './state-mark.tsx';
import { experimentWords } from './words.ts';

/** The experiments, one below the other. */
export const ExperimentList = ({ experiments }: { experiments: readonly Experiment[] }) => {
  const text = experimentWords.value;
  const columns: Column<Experiment>[] = [
    {
      heading: text.name,
      value: ({ name }) => name,
      show: ({ id, name }) => <RowButton onPress={() => goOwn({ experiment: id })}>{name}</RowButton>,
    },
    { heading: text.state, value: ({ state }) => text.states[state], show: (one) => <StateMark experiment={one} /> },
    numberColumn(text.variants, ({ variants }) => variants.length),
    {
      heading: text.primary,
      value: ({ primary }) => metricName(primary),
    },
    momentColumn(text.started, ({ startedAt }) => startedAt),
    {
      heading: text.decided,
      value: ({ decision }) => (decision ? (decision.variant ?? text.noVariantStays) : ''),
      show: ({ decision }) => (decision ? <bdi>{decision.variant ?? text.noVariantStays}</bdi> : '–'),
    },
  ];
  return <Table caption={text.title} columns={columns} rows={experiments} />;
};
