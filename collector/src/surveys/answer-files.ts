import {
  type AnswersDefinition,
  compileAnswersPage,
  decodeAnswersPage,
  type QuestionContext,
  type WrittenAnswer,
} from '@telltale/query';
import type { Store } from '@telltale/store';
import { stringify } from 'csv-stringify/sync';
import { Refusal } from '../lib/refusal.ts';
import { pageStream } from '../transfer/export/page-stream.ts';
import { guardFormula } from '../transfer/formula-guard.ts';
import { pause } from '../transfer/pause.ts';
import type { AnswerNames } from './answer-names.ts';

/** What a file is made of. */
export interface WantedAnswers {
  definition: AnswersDefinition;
  context: QuestionContext;
  names: AnswerNames;
  /** Fires when the reader is gone. */
  signal: AbortSignal;
}

/** Writes what visitors wrote as CSV, all of it, page by page. */
export interface AnswerFiles {
  /** @throws Refusal 503 while others run */
  begin(wanted: WantedAnswers): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** Rows that are in memory at once. */
const PAGE_ROWS = 5_000;
/** So many are written before others have their turn. */
const SLICE_ROWS = 250;
/** A page may wait behind people's questions. */
const PAGE_TIMEOUT_MS = 60_000;
const MOST_RUNNING = 2;

// Spreadsheets take a file without this mark for the system's old code page and garble Arabic.
const BYTE_ORDER_MARK = '\uFEFF';

const rowOf = async (answer: WrittenAnswer, names: AnswerNames): Promise<string[]> => {
  const { question, choice } = await names.of(answer);
  const { at, surveyId, surveyVersion, text, score, themes, path, language, device, country } = answer;
  return [
    new Date(at).toISOString(),
    surveyId,
    surveyVersion === null ? '' : String(surveyVersion),
    question,
    choice,
    text,
    score === null ? '' : String(score),
    themes.map(names.theme).join('; '),
    path,
    language,
    device,
    country,
    answer.visitorId,
    answer.customerId,
  ].map(guardFormula);
};

const lines = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: '\r\n' },
  );

/** Opens the files of answers. `store` throws a Refusal while it cannot be reached. */
export const createAnswerFiles = (store: () => Pick<Store, 'rows'>): AnswerFiles => {
  let running = 0;
  return {
    begin: ({ definition, context, names, signal }) => {
      const { rows: read } = store();
      if (running >= MOST_RUNNING)
        throw new Refusal(503, 'exports_busy', 'Other files of answers are being written; begin this one later.', {
          retryAfterS: 10,
        });
      running += 1;
      let hasEnded = false;
      const onEnd = () => {
        if (!hasEnded) running -= 1;
        hasEnded = true;
        signal.removeEventListener('abort', onEnd);
      };
      signal.addEventListener('abort', onEnd, { once: true });
      async function* texts(): AsyncGenerator<string> {
        yield BYTE_ORDER_MARK + lines([names.headings]);
        let after: string | null | undefined;
        do {
          const page = { ...definition, limit: PAGE_ROWS, ...(after && { after }) };
          const answer = await read(compileAnswersPage(page, context), { signal, timeoutMs: PAGE_TIMEOUT_MS });
          const { list, nextAfter } = decodeAnswersPage(answer.rows, page, context);
          for (let at = 0; at < list.length; at += SLICE_ROWS) {
            yield lines(await Promise.all(list.slice(at, at + SLICE_ROWS).map((one) => rowOf(one, names))));
            await pause();
          }
          after = nextAfter;
        } while (after !== null);
      }
      return pageStream(texts(), onEnd);
    },
  };
};
