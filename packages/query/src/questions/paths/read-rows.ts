import { RowBinaryReader } from '../../sql/row-binary.ts';
import { TextNumbers } from '../../sql/text-numbers.ts';
import { groupUnitRows } from '../../sql/unit-rows.ts';
import type { PathsDefinition } from './definition.ts';
import { createFindPaths, KEPT, KEPT_COUNT } from './find-paths.ts';
import { createPathCounts } from './path-counts.ts';
import type { PathsPlan } from './plan.ts';
import type { Path } from './sankey.ts';

/** Called with paths: how many visitors have all of these, and the one visitor's id when people are listed. */
type Visit = (visitors: number, paths: readonly Path[], visitorId: string) => void;

interface ReadPaths {
  each(visit: Visit): void;
  /** Names of nodes by their numbers. */
  texts: readonly string[];
}

/** Reads the answer's rows once, to be gone through several times. Visitors with one and the same path are told together. */
export const readRows = (bytes: Uint8Array, definition: PathsDefinition, plan: PathsPlan): ReadPaths => {
  const reader = new RowBinaryReader(bytes);
  const texts = new TextNumbers(bytes);
  const isBySession = definition.unit === 'session';
  const columns = {
    count: KEPT_COUNT,
    skip: () => {
      reader.uint8();
      reader.skipText();
      if (isBySession) reader.skipId64();
    },
    read: (numbers: Uint32Array, at: number) => {
      numbers[at + KEPT.flags] = reader.uint8();
      const length = reader.length();
      numbers[at + KEPT.name] = texts.numberOf(reader.offset, length);
      reader.seek(reader.offset + length);
      if (!isBySession) return;
      numbers[at + KEPT.session] = reader.uint32();
      numbers[at + KEPT.session + 1] = reader.uint32();
    },
  };

  const findPaths = createFindPaths(definition, plan);
  const common = createPathCounts();
  const own: { visitorId: string; paths: Path[] }[] = [];
  const hasIds = definition.people !== undefined;
  /** The path told last, until another one of the same visitor is. */
  const first: number[] = [];
  groupUnitRows(reader, columns, (visitor) => {
    let paths: Path[] | undefined;
    let told = 0;
    let isFirstOpen = false;
    findPaths(visitor, (path, isOpen) => {
      if (told++ === 0 && !hasIds) {
        first.length = 0;
        for (const name of path) first.push(name);
        isFirstOpen = isOpen;
        return;
      }
      paths ??= hasIds ? [] : [{ names: [...first], isOpen: isFirstOpen }];
      paths.push({ names: [...path], isOpen });
    });
    if (paths) own.push({ visitorId: hasIds ? visitor.unitId() : '', paths });
    else if (told > 0) common.add(first, isFirstOpen);
  });

  return {
    each: (visit) => {
      common.each((visitors, path) => visit(visitors, [path], ''));
      for (const { visitorId, paths } of own) visit(1, paths, visitorId);
    },
    texts: texts.texts(),
  };
};
