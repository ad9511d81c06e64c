import { createIdNumbers } from '../../sql/id-numbers.ts';
import { readNative } from '../../sql/native-blocks.ts';
import { COLUMN, NO_SCORE } from './compile.ts';
import type { SurveyEvent } from './tally.ts';

/** An event of a survey, and what parts it is counted in. */
export interface ReadEvent extends SurveyEvent {
  /** Beginning of its bucket, epoch ms. */
  bucket: number;
  /** '' where the event does not say it. */
  version: string;
  /** The breakdown's value. */
  group: string;
  /** A bit for each segment of the breakdown. */
  segments: number;
  /** 16 hex digits. */
  visitorId(): string;
}

const hex = (half: number): string => half.toString(16).padStart(8, '0');

/** Reads the answer, event by event. */
export const readEvents = (bytes: Uint8Array, visit: (event: ReadEvent) => void): void => {
  const { blocks, texts } = readNative(bytes);
  const responses = createIdNumbers();
  const visitors = createIdNumbers();
  for (const { rowCount, columns } of blocks) {
    const column = (name: keyof typeof COLUMN) => columns[COLUMN[name]];
    const numbers = (name: keyof typeof COLUMN) => column(name)?.numbers ?? [];
    const textOf = (name: keyof typeof COLUMN) => {
      const [own, numbersOf] = [column(name)?.texts, numbers(name)];
      return (row: number) => texts[own?.[numbersOf[row] ?? 0] ?? 0] ?? '';
    };
    const [outcome, response, visitor] = [numbers('kind'), numbers('response'), numbers('visitor')];
    const buckets = column('bucket')?.numbers;
    // Two halves of 32 bits are one number of 64.
    const bucket = buckets ? new Float64Array(buckets.buffer, buckets.byteOffset, rowCount) : [];
    const [segments, hasText, score] = [numbers('segments'), numbers('hasText'), numbers('score')];
    const [version, group, choice] = [textOf('version'), textOf('group'), textOf('choice')];
    const [question, questionKind] = [textOf('question'), textOf('questionKind')];
    for (let row = 0; row < rowCount; row++) {
      const [low = 0, high = 0] = [visitor[2 * row], visitor[2 * row + 1]];
      visit({
        outcome: outcome[row] ?? 0,
        response: responses.numberOf(response[2 * row] ?? 0, response[2 * row + 1] ?? 0),
        visitor: visitors.numberOf(low, high),
        bucket: bucket[row] ?? 0,
        version: version(row),
        group: group(row),
        segments: segments[row] ?? 0,
        questionId: question(row),
        questionKind: questionKind(row),
        choice: choice(row),
        hasText: hasText[row] === 1,
        score: score[row] === NO_SCORE ? null : (score[row] ?? null),
        visitorId: () => hex(high) + hex(low),
      });
    }
  }
};
