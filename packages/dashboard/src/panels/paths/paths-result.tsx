import type { PathLink, PathNode, PathsDefinitionInput, PathsResult } from '@telltale/query';
import { SankeyChart } from '../../charts/sankey-chart.tsx';
import { formats, words } from '../../locales/index.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { numberColumn } from '../../ui/columns.tsx';
import { type Column, CsvButton, TableBehind } from '../../ui/table.tsx';
import { nodeName } from './node-name.ts';
import { PathNodes } from './path-nodes.tsx';
import { pathsWords } from './words.ts';

interface PathsResultViewProps {
  result: PathsResult;
  statistics: { rowsRead: number; elapsedMs: number };
  question: PathsDefinitionInput;
}

interface LinkRow {
  from: PathNode;
  to: PathNode;
  link: PathLink;
}

const linkColumns = (direction: PathsResult['direction']): Column<LinkRow>[] => {
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
  ];
};

/** The ways as a diagram with the table behind it, then the steps with who took them. */
export const PathsResultView = ({ result, statistics, question }: PathsResultViewProps) => {
  const text = pathsWords.value;
  const { number } = formats.value;
  const { nodes, links, total, direction } = result;
  const steps = [...new Set(nodes.map(({ step }) => step))].sort((one, other) => one - other);
  const rows = links.flatMap((link): LinkRow[] => {
    const [from, to] = [nodes[link.source], nodes[link.target]];
    return from && to ? [{ from, to, link }] : [];
  });
  const widest = rows
    .filter(({ from, to }) => !from.isOther && !to.isOther)
    .reduce<LinkRow | undefined>((most, row) => (row.link.visits > (most?.link.visits ?? 0) ? row : most), undefined);
  const columns = linkColumns(direction);
  return (
    <div class="stack">
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
      <AnswerFoot kind="paths" definition={question} statistics={statistics}>
        <TableBehind caption={text.table} columns={columns} rows={rows} />
        <CsvButton fileName="telltale-paths" columns={columns} rows={rows} />
      </AnswerFoot>
      <PathNodes result={result} question={question} />
    </div>
  );
};
