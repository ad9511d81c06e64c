/** One path: the numbers of its nodes' names, the anchor's first, lie in `names` from `begin` to before `end`. */
export interface Path {
  names: Uint32Array;
  begin: number;
  end: number;
  isOpen: boolean;
}

/** How many nodes a path has. */
export const lengthOf = ({ begin, end }: Path): number => end - begin;

/** The number of a node's name, by its distance from the anchor; undefined where the path does not get so far. */
export const nameAt = ({ names, begin, end }: Path, distance: number): number | undefined =>
  begin + distance < end ? names[begin + distance] : undefined;

/** What stands before each path: flags, and above them its length. */
const IS_OPEN = 1;
const IS_FIRST = 2;
const LENGTH_SHIFT = 2;

/** Keeps the paths of millions of sessions, one behind the other in one array of numbers, to be gone through several times. */
export const createPathList = () => {
  let kept: Uint32Array = new Uint32Array(1024);
  let end = 0;
  let isFirst = true;

  return {
    /** Adds a path of the visitor, of which the first `count` names are meant. */
    add: (names: ArrayLike<number>, count: number, isOpen: boolean): void => {
      if (end + 1 + count > kept.length) {
        const larger = new Uint32Array(2 * (kept.length + count));
        larger.set(kept);
        kept = larger;
      }
      kept[end++] = (count << LENGTH_SHIFT) | (isFirst ? IS_FIRST : 0) | (isOpen ? IS_OPEN : 0);
      for (let index = 0; index < count; index++) kept[end++] = names[index] ?? 0;
      isFirst = false;
    },
    /** What is added next is another visitor's. */
    endVisitor: (): void => {
      isFirst = true;
    },
    /** Tells the paths of each visitor that has any; they are reused after the call. */
    each: (visit: (paths: readonly Path[]) => void): void => {
      const pool: Path[] = [];
      const paths: Path[] = [];
      for (let at = 0; at < end; ) {
        const head = kept[at] ?? 0;
        if (head & IS_FIRST && paths.length > 0) {
          visit(paths);
          paths.length = 0;
        }
        const path = pool[paths.length] ?? { names: kept, begin: 0, end: 0, isOpen: false };
        pool[paths.length] = path;
        path.begin = at + 1;
        path.end = path.begin + (head >>> LENGTH_SHIFT);
        path.isOpen = (head & IS_OPEN) !== 0;
        paths.push(path);
        at = path.end;
      }
      if (paths.length > 0) visit(paths);
    },
  };
};
