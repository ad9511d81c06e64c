import { readNative } from '../../sql/native-blocks.ts';
import { groupUnitRows } from '../../sql/unit-rows.ts';
import type { PathsDefinition } from './definition.ts';
import { createFindPaths } from './find-paths.ts';
import { createPathList, type Path } from './path-list.ts';
import type { PathsPlan } from './plan.ts';

/** Called with all paths of a visitor, reused after the call, and the visitor's id when people are listed. */
type Visit = (paths: readonly Path[], visitorId: string) => void;

interface ReadPaths {
  each(visit: Visit): void;
  /** Names of nodes by their numbers. */
  texts: readonly string[];
}

/** Reads the answer's rows once, to be gone through several times. */
export const readRows = (bytes: Uint8Array, definition: PathsDefinition, plan: PathsPlan): ReadPaths => {
  const answer = readNative(bytes);
  const findPaths = createFindPaths(definition, plan);
  const list = createPathList();
  const hasIds = definition.people !== undefined;
  /** Of those who have a path, in the order of the list. */
  const ids: string[] = [];
  groupUnitRows(answer, {
    sinceMs: plan.read.startAt,
    tell: (visitor) => {
      const found = findPaths(visitor, list.add);
      if (found === 0) return;
      list.endVisitor();
      if (hasIds) ids.push(visitor.unitId());
    },
  });

  return {
    each: (visit) => {
      let place = 0;
      list.each((paths) => visit(paths, ids[place++] ?? ''));
    },
    texts: answer.texts,
  };
};
