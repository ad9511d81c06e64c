import type { ComponentChildren } from 'preact';
import { formats } from '../locales/index.ts';
import './bar-table.css';

/** One value of a breakdown. */
export interface BarRow {
  /** Identifies the row. */
  key: string;
  name: string;
  value: number;
  /** What stands behind the value, such as its change. */
  note?: ComponentChildren;
  /** True for the row that stands for many: its bar does not set the scale. */
  isRest?: boolean;
  /** Undefined where the row cannot be narrowed to, such as "Other". */
  onChoose?: (() => void) | undefined;
}

interface BarTableProps {
  caption: string;
  /** Headings of the name, the value and the share. */
  headings: readonly [string, string, string];
  rows: readonly BarRow[];
  /** What the shares are of. */
  total: number;
  format: (value: number) => string;
}

/** A breakdown: a table whose rows carry bars, so that the chart is its own table. A press on a row narrows to it. */
export const BarTable = ({ caption, headings: [name, value, share], rows, total, format }: BarTableProps) => {
  const highest = rows.reduce((most, { value, isRest }) => (isRest ? most : Math.max(most, value)), 0);
  return (
    <table class="bar-table">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col" class="cell-number">
            {value}
          </th>
          <th scope="col" class="cell-number cell-share">
            {share}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <span
                class={row.isRest ? 'bar bar-rest' : 'bar'}
                style={{ inlineSize: `${highest > 0 ? Math.min(1, row.value / highest) * 100 : 0}%` }}
              />
              {row.onChoose ? (
                <button type="button" class="bar-name" title={row.name} onClick={row.onChoose}>
                  <bdi>{row.name}</bdi>
                </button>
              ) : (
                <span class="bar-name">
                  <bdi>{row.name}</bdi>
                </span>
              )}
            </th>
            <td class="cell-number">
              {format(row.value)} {row.note}
            </td>
            <td class="cell-number cell-share">{total > 0 ? formats.value.percent(row.value / total) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
