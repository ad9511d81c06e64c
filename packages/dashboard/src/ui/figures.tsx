import type { ComponentChildren } from 'preact';
import './figures.css';

/** One figure of a result. */
export interface ShownFigure {
  title: string;
  value: ComponentChildren;
  /** A line below it, such as its interval. */
  note?: ComponentChildren;
  /** What it means, on hover. */
  hint?: string | undefined;
}

/** The figures of a result side by side, each under its name. */
export const Figures = ({ figures }: { figures: readonly ShownFigure[] }) => (
  <dl class="figures-row">
    {figures.map(({ title, value, note, hint }) => (
      <div key={title} title={hint}>
        <dt>{title}</dt>
        <dd>{value}</dd>
        {note && <dd class="is-quiet">{note}</dd>}
      </div>
    ))}
  </dl>
);
