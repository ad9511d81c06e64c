import { linkHorizontal } from 'd3-shape';
import { direction, formats } from '../locales/index.ts';
import './sankey-chart.css';
import { layOutSankey, type SankeyLink, type SankeyNode } from './sankey-layout.ts';
import { useWidth } from './use-width.ts';

/** A node with what it is called. */
export interface NamedNode extends SankeyNode {
  name: string;
  /** True for the node that stands for many. */
  isRest: boolean;
}

interface SankeyChartProps {
  /** The whole in words: what is read aloud in the chart's place. */
  description: string;
  /** What the columns are called, in the order of time. */
  columns: readonly string[];
  nodes: readonly NamedNode[];
  links: readonly SankeyLink[];
}

const HEIGHT_PX = 400;
const HEAD_PX = 28;
const NODE_WIDTH_PX = 10;
/** Room for a line of text: the label of a node as thin as a hair still stands apart. */
const GAP_PX = 18;
const COLUMN_MIN_PX = 170;
const LETTER_PX = 6.6;

const shortened = (name: string, widthPx: number): string => {
  const letters = Math.max(4, Math.floor(widthPx / LETTER_PX));
  // The end of a path tells more than its beginning.
  return name.length <= letters ? name : `…${name.slice(1 - letters)}`;
};

/** What goes from column to column, as bands as thick as it is much. Time runs with the text: to the left in Arabic. */
export const SankeyChart = ({ description, columns, nodes, links }: SankeyChartProps) => {
  const { ref, widthPx } = useWidth<HTMLDivElement>();
  const width = Math.max(widthPx.value, columns.length * COLUMN_MIN_PX);
  const columnPx = width / Math.max(1, columns.length);
  const fromStart = (along: number) => (direction.value === 'rtl' ? width - along : along);
  const placed = layOutSankey(nodes, links, { heightPx: HEIGHT_PX - HEAD_PX - GAP_PX, gapPx: GAP_PX });
  const labelPx = columnPx - NODE_WIDTH_PX - 16;

  const bandOf = linkHorizontal<unknown, { x: number; y: number }>()
    .x(({ x }) => x)
    .y(({ y }) => y);
  const band = ({ source, target }: SankeyLink, sourcePx: number, targetPx: number) =>
    bandOf({
      source: { x: fromStart((nodes[source]?.column ?? 0) * columnPx + NODE_WIDTH_PX), y: HEAD_PX + sourcePx },
      target: { x: fromStart((nodes[target]?.column ?? 0) * columnPx), y: HEAD_PX + targetPx },
    }) ?? '';

  return (
    <div class="sankey" ref={ref}>
      {widthPx.value > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
        <figure class="sankey-frame" tabIndex={0} aria-label={description}>
          <svg width={width} height={HEIGHT_PX} role="img" aria-label={description}>
            {columns.map((title, column) => (
              <text class="sankey-head" key={title} x={fromStart(column * columnPx)} y={14}>
                {title}
              </text>
            ))}
            {links.map((link, index) => {
              const { sourcePx, targetPx, thicknessPx } = placed.links[index] ?? {};
              if (sourcePx === undefined || targetPx === undefined) return null;
              return (
                <path
                  class="sankey-link"
                  key={`${link.source} ${link.target}`}
                  d={band(link, sourcePx, targetPx)}
                  stroke-width={Math.max(1, thicknessPx ?? 0)}
                />
              );
            })}
            {nodes.map((node, index) => {
              const { topPx = 0, heightPx = 0 } = placed.nodes[index] ?? {};
              const start = node.column * columnPx;
              const x = fromStart(start);
              return (
                <g key={`${node.column} ${node.name} ${node.isRest}`}>
                  <rect
                    class={node.isRest ? 'sankey-node sankey-node-rest' : 'sankey-node'}
                    x={Math.min(x, fromStart(start + NODE_WIDTH_PX))}
                    y={HEAD_PX + topPx}
                    width={NODE_WIDTH_PX}
                    height={Math.max(2, heightPx)}
                    rx="2"
                  />
                  <text
                    class="sankey-name"
                    x={fromStart(start + NODE_WIDTH_PX + 6)}
                    y={HEAD_PX + topPx + Math.max(2, heightPx) / 2 + 4}
                  >
                    <tspan class="sankey-count">{formats.value.number(node.value)}</tspan>{' '}
                    {`\u2068${shortened(node.name, labelPx - 28)}\u2069`}
                  </text>
                  <title>{`${node.name}: ${formats.value.number(node.value)}`}</title>
                </g>
              );
            })}
          </svg>
        </figure>
      )}
    </div>
  );
};
