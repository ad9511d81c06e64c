import type { Compared, PathLink, PathNode, PathsResult } from '@telltale/query';
import { SankeyChart } from '../../charts/sankey-chart.tsx';
import { formats, words } from '../../locales/index.ts';
import { numberColumn } from '../../ui/columns.tsx';
import { comparedNote } from '../../ui/compared.tsx';
import { Figures } from '../../ui/figures.tsx';
import type { Column } from '../../ui/table.tsx';
import { nodeName } from './node-name.ts';
import { pathsWords } from './words.ts';

interface LinkRow {
  from: PathNode;
  to: PathNode;
  link: PathLink;
  /** Paths of the compared days; null where nothing is compared. */
  before: number | null;
}

const linkColumns = ({ direction, comparison }: Compared<PathsResult>): Column<LinkRow>[] => {
  const text = pathsWords.value;
  return [
    { heading: text.from, value: ({ from }) => nodeName(from) },
    { heading: text.to, value: ({ to }) => nodeName(to) },
    {
      heading: text.step,
      value: ({ to, from }) => text.stepName(Math.abs(to.step) > Math.abs(from.step) ? to.step : from.step, direction),
    },
    numberColumn(text.paths, ({ link }) => link.visits),
    numberColumn(text.visitors, ({ link }) => link.visitors),
    ...(comparison ? [numberColumn<LinkRow>(text.before, ({ before }) => before)] : []),
  ];
};

/** What tells a link in one range from the same in another. */
const linkName = (from: PathNode, to: PathNode) =>
  JSON.stringify([from, to].map(({ step, name, isOther }) => [step, name, isOther]));

/** How many paths each link had, by its name. */
const visitsByLink = ({ nodes, links }: PathsResult): ReadonlyMap<string, number> =>
  new Map(
    links.flatMap(({ source, target, visits }) => {
      const [from, to] = [nodes[source], nodes[target]];
      return from && to ? [[linkName(from, to), visits] as const] : [];
    }),
  );

/** The ways from step to step, with those of the compared days. */
const linkRows = ({ nodes, links, comparison }: Compared<PathsResult>): LinkRow[] => {
  const visitsBefore = comparison && visitsByLink(comparison);
  return links.flatMap((link): LinkRow[] => {
    const [from, to] = [nodes[link.source], nodes[link.target]];
    if (!from || !to) return [];
    return [{ from, to, link, before: visitsBefore ? (visitsBefore.get(linkName(from, to)) ?? 0) : null }];
  });
};

/** The ways as a table. */
export const linkTable = (result: Compared<PathsResult>) => ({ columns: linkColumns(result), rows: linkRows(result) });

/** How many ways there are, and the ways as a diagram. */
export const PathWays = ({ result }: { result: Compared<PathsResult> }) => {
  const text = pathsWords.value;
  const { number } = formats.value;
  const { nodes, links, total, direction, comparison } = result;
  const steps = [...new Set(nodes.map(({ step }) => step))].sort((one, other) => one - other);
  const widest = linkRows(result)
    .filter(({ from, to }) => !from.isOther && !to.isOther)
    .reduce<LinkRow | undefined>((most, row) => (row.link.visits > (most?.link.visits ?? 0) ? row : most), undefined);
  return (
    <>
      <Figures
        figures={[
          {
            title: text.paths,
            value: number(total.visits),
            note: comparedNote(total.visits, { before: comparison?.total.visits, format: number }),
          },
          {
            title: text.visitors,
            value: number(total.visitors),
            note: comparedNote(total.visitors, { before: comparison?.total.visitors, format: number }),
          },
        ]}
      />
      <SankeyChart
        description={text.summary({
          paths: text.pathCount(total.visits),
          visitors: words.value.visitors(total.visitors),
          widest: widest && text.widest(nodeName(widest.from), nodeName(widest.to), number(widest.link.visits)),
        })}
        columns={steps.map((step) => text.stepName(step, direction))}
        nodes={nodes.map((node) => ({
          column: steps.indexOf(node.step),
          value: node.visits,
          name: nodeName(node),
          isRest: node.isOther,
        }))}
        links={links.map(({ source, target, visits }) => ({ source, target, value: visits }))}
      />
    </>
  );
};
