import type { CatalogKind } from '@telltale/protocol';
import { nearestFirst, suggestion } from '../nearest.ts';
import { QuestionError } from '../question.ts';

/** Means every kind; only built-in properties can be asked of it. */
export const ANY_KIND = 'any';

/** The catalog's entries that a name stands for: one kind, or all. @throws QuestionError `unknown_kind` */
export const kindsNamed = (kind: string, catalog: readonly CatalogKind[], path: string): readonly CatalogKind[] => {
  if (kind === ANY_KIND) return catalog;
  const found = catalog.find((entry) => entry.kind === kind);
  if (found) return [found];
  const known = nearestFirst(kind, [...catalog.map((entry) => entry.kind), ANY_KIND]);
  throw new QuestionError('unknown_kind', path, `There is no event kind "${kind}". ${suggestion(known)}`, known);
};
