import { pageOfPeople } from '../../people.ts';
import { bytesOf, type QuestionContext, type Row } from '../../question.ts';
import type { PathsDefinition } from './definition.ts';
import { lengthOf, nameAt, type Path } from './path-list.ts';
import { planOf } from './plan.ts';
import { readRows } from './read-rows.ts';
import type { PathsResult } from './result.ts';
import { createRanking, createSankey } from './sankey.ts';

type Asked = NonNullable<PathsDefinition['people']>;

/** Reads the rows of paths and counts them: once for the most frequent nodes, then for what is shown. */
export const decodePaths = (
  answer: readonly Row[] | Uint8Array,
  definition: PathsDefinition,
  context: QuestionContext,
): PathsResult => {
  const plan = planOf(definition, context);
  const { range, windowMs, steps, sign } = plan;
  const { unit, direction, limit, people } = definition;
  const rows = readRows(bytesOf(answer), definition, plan);

  const ranking = createRanking(steps);
  rows.each(ranking.add);
  const { texts } = rows;
  const sankey = createSankey({ shown: ranking.largest(limit, texts), texts, sign });

  const isAt = (name: number | undefined, distance: number, asked: string | null) =>
    name !== undefined && sankey.shownName(distance, name) === asked;
  const isListed = ({ step, node, next, outcome }: Asked, path: Path): boolean => {
    const distance = Math.abs(step);
    if (!isAt(nameAt(path, distance), distance, node)) return false;
    if (next !== undefined) return isAt(nameAt(path, distance + 1), distance + 1, next);
    if (outcome === undefined) return true;
    return lengthOf(path) === distance + 1 && path.isOpen === (outcome === 'open');
  };

  const listed: string[] = [];
  rows.each((paths, visitorId) => {
    sankey.add(paths);
    if (people && paths.some((path) => isListed(people, path))) listed.push(visitorId);
  });
  return {
    range,
    windowMs,
    unit,
    direction,
    ...sankey.figures(),
    people: people ? pageOfPeople(listed, people) : null,
  };
};
