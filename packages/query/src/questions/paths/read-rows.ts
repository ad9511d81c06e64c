import { RowBinaryReader } from '../../sql/row-binary.ts';
import type { Path } from './sankey.ts';

/** Called for each row: how many visitors have all of these paths, and the one visitor's id when people are listed. */
type Visit = (visitors: number, paths: readonly Path[], visitorId: string) => void;

/**
 * Reads the answer's rows once, to be gone through several times: reading text costs the most, and few names are different, so they
 * are kept as numbers.
 */
export const readRows = (bytes: Uint8Array, hasIds: boolean): { each(visit: Visit): void } => {
  const reader = new RowBinaryReader(bytes);
  const names: string[] = [];
  const numbers = new Map<string, number>();
  const visitorIds: string[] = [];
  /** Row after row: visitors, paths, then for each path twice its length (+ 1 when it is open) and its names' numbers. */
  const told: number[] = [];

  const numberOf = (name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, names.length);
    return names.push(name) - 1;
  };

  while (!reader.isAtEnd()) {
    if (hasIds) visitorIds.push(reader.id64());
    told.push(hasIds ? 1 : reader.uint32());
    const paths = reader.length();
    told.push(paths);
    for (let path = 0; path < paths; path++) {
      const at = told.length;
      const length = reader.length();
      told.push(0);
      for (let index = 0; index < length; index++) told.push(numberOf(reader.text()));
      told[at] = 2 * length + reader.uint8();
    }
  }

  return {
    each: (visit) => {
      let at = 0;
      for (let row = 0; at < told.length; row++) {
        const visitors = told[at++] ?? 0;
        const paths: Path[] = [];
        for (let left = told[at++] ?? 0; left > 0; left--) {
          const head = told[at++] ?? 0;
          const path: string[] = [];
          for (let length = head >> 1; length > 0; length--) path.push(names[told[at++] ?? 0] ?? '');
          paths.push({ names: path, isOpen: (head & 1) === 1 });
        }
        visit(visitors, paths, visitorIds[row] ?? '');
      }
    },
  };
};
