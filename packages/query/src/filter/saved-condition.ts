import { nearestFirst, suggestion } from '../nearest.ts';
import { QuestionError, type SavedSegment } from '../question.ts';
import { type VisitorCondition, visitorConditionSchema } from './definition.ts';

interface SavedPlace {
  /** Where the segment is named. */
  path: string;
  /** The segments that are being compiled already: each names the next. */
  within: readonly string[];
  segments: readonly SavedSegment[];
}

/** @throws QuestionError `unknown_segment`, listing the ids that are known; `segment_cycle` */
export const savedSegment = (id: string, { path, within, segments }: SavedPlace): SavedSegment => {
  if (within.includes(id))
    throw new QuestionError(
      'segment_cycle',
      path,
      `A segment cannot be a part of itself: ${[...within.slice(within.indexOf(id)), id].map((name) => `"${name}"`).join(' names ')}.`,
      within,
    );
  const saved = segments.find((segment) => segment.id === id);
  if (saved) return saved;
  const known = nearestFirst(
    id,
    segments.map((segment) => segment.id),
  );
  throw new QuestionError('unknown_segment', path, `There is no saved segment "${id}". ${suggestion(known)}`, known);
};

/** What a saved segment's members fulfil. @throws QuestionError `invalid_segment` */
export const savedCondition = (saved: SavedSegment, path: string): VisitorCondition => {
  const { success, data, error } = visitorConditionSchema.safeParse(saved.condition);
  if (success) return data;
  throw new QuestionError(
    'invalid_segment',
    path,
    `The saved segment "${saved.id}" (${saved.title}) cannot be read any more: ${error.issues[0]?.message ?? 'it is not valid'}. Save it again.`,
  );
};
