import type { PathNode, PathsDefinitionInput, PathsResult } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { goOwn, ownValues } from '../../state/own.ts';
import { numberColumn, rateColumn } from '../../ui/columns.tsx';
import { PeopleDialog } from '../../ui/people-dialog.tsx';
import { listedVisitors } from '../../ui/people-list.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import { WhoButton } from '../../ui/who-button.tsx';
import { nodeName } from './node-name.ts';
import { pathsWords } from './words.ts';

interface PathNodesProps {
  result: PathsResult;
  question: PathsDefinitionInput;
}

/** Whose list stands open: those of a node, or those whose path ends at it. */
interface ListedNode {
  step: number;
  node: string | null;
  outcome?: 'dropped_off';
}

const listedNode = (): ListedNode | undefined => {
  const { listed } = ownValues();
  if (typeof listed !== 'object' || listed === null || !('step' in listed) || !('node' in listed)) return undefined;
  const { step, node } = listed;
  if (typeof step !== 'number' || (typeof node !== 'string' && node !== null)) return undefined;
  return { step, node, ...('outcome' in listed && listed.outcome === 'dropped_off' && { outcome: 'dropped_off' }) };
};

/** Every step with how many came there and how many went no further; a page can be made the beginning. */
export const PathNodes = ({ result: { nodes, direction }, question }: PathNodesProps) => {
  const text = pathsWords.value;
  const { number } = formats.value;
  // Of the farthest step asked for nothing is known of what lies beyond.
  const isFarthest = ({ step }: PathNode) => Math.abs(step) === question.steps;
  const columns: Column<PathNode>[] = [
    {
      heading: text.node,
      value: nodeName,
      show: (node) =>
        node.name?.startsWith('/') ? (
          <button
            type="button"
            class="people-button"
            aria-label={text.anchorHere(node.name)}
            onClick={() =>
              goOwn({
                listed: undefined,
                anchor: {
                  kind: 'page_view',
                  filters: [{ property: 'path', operator: 'is', values: [node.name ?? ''] }],
                },
              })
            }
          >
            <bdi>{node.name}</bdi>
          </button>
        ) : (
          <bdi>{nodeName(node)}</bdi>
        ),
    },
    { heading: text.step, value: ({ step }) => text.stepName(step, direction) },
    numberColumn(text.paths, ({ visits }) => visits),
    {
      heading: text.visitors,
      value: ({ visitors }) => visitors,
      show: (node) => (
        <WhoButton
          count={node.visitors}
          said={text.whoOf(number(node.visitors), nodeName(node))}
          onPress={() => goOwn({ listed: { step: node.step, node: node.name } })}
        />
      ),
      isNumber: true,
    },
    {
      heading: text.ended,
      value: (node) => (isFarthest(node) ? null : node.dropOffs.visits),
      show: (node) =>
        isFarthest(node) ? (
          '–'
        ) : (
          <WhoButton
            count={node.dropOffs.visits}
            said={text.whoEnded(number(node.dropOffs.visits), nodeName(node))}
            onPress={() => goOwn({ listed: { step: node.step, node: node.name, outcome: 'dropped_off' } })}
          />
        ),
      isNumber: true,
    },
    rateColumn(text.endedShare, (node) =>
      isFarthest(node) || node.visits === 0 ? null : node.dropOffs.visits / node.visits,
    ),
  ];
  const listed = listedNode();
  return (
    <div class="path-nodes">
      <div class="path-nodes-head">
        <h3>{text.nodeTable}</h3>
        <CsvButton fileName="telltale-path-steps" columns={columns} rows={nodes} />
      </div>
      <p class="is-quiet">{text.nodeHint}</p>
      <Table caption={text.nodeTable} columns={columns} rows={nodes} />
      {listed && (
        <PeopleDialog
          kind="paths"
          pageOf={(page) => ({ ...question, people: { ...listed, ...page } })}
          peopleOf={({ people }) => listedVisitors(people)}
          fileName="telltale-path-people"
          title={`${nodeName({ name: listed.node })} · ${listed.outcome ? text.ended : text.stepName(listed.step, direction)}`}
          isOpen
          onClose={() => goOwn({ listed: undefined })}
        />
      )}
    </div>
  );
};
