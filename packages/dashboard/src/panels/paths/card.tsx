import { type CardKind, fileOf } from '../../cards/card-kind.ts';
import { linkTable, PathWays } from './path-ways.tsx';

/** The ways they take, as a diagram. */
export const pathsCard: CardKind<'paths'> = {
  Answer: ({ result }) => (
    <div class="stack">
      <PathWays result={result} />
    </div>
  ),
  file: ({ result }) => {
    const { columns, rows } = linkTable(result);
    return fileOf(columns, rows);
  },
};
