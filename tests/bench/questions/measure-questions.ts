import { catalog } from '@telltale/protocol';
import type { QuestionContext } from '@telltale/query';
import { ask } from '@telltale/query';
import { roundsOf } from '../lib/rounds.ts';
import type { BenchQuestion } from './asked.ts';
import { ASKED_SITE } from './fill.ts';
import type { FilledServer } from './open-filled-server.ts';
import { yardstickQuery } from './yardstick.ts';

/** What asking one question took. */
export interface MeasuredQuestion extends BenchQuestion {
  /** Ms of each round: the engine's and the decoding's together, and the latter alone. */
  ms: number[];
  decodeMs: number[];
  /** As a share of the yardstick's time in the same round. */
  ratios: number[];
  rowsRead: number;
  answerBytes: number;
  /** What the engine took at most. */
  engineBytes: number;
}

interface Measuring {
  questions: readonly BenchQuestion[];
  /** The set's end, which counts as now. */
  endAt: number;
  rounds: number;
}

const timed = async <Result>(run: () => Promise<Result>): Promise<[Result, number]> => {
  const begun = performance.now();
  const result = await run();
  return [result, performance.now() - begun];
};

/** Asks each question again and again, each time beside the yardstick; the first round of all warms up and does not count. */
export const measureQuestions = async (
  { store, client }: FilledServer,
  { questions, endAt, rounds }: Measuring,
): Promise<{ measured: MeasuredQuestion[]; yardstickMs: number[] }> => {
  const context: QuestionContext = { siteId: ASKED_SITE, timeZone: 'Europe/Berlin', nowMs: endAt - 1, catalog };
  const patience = { timeoutMs: 600_000 };
  const yardstickMs: number[] = [];
  const measured = questions.map(
    (question): MeasuredQuestion => ({
      ...question,
      ms: [],
      decodeMs: [],
      ratios: [],
      rowsRead: 0,
      answerBytes: 0,
      engineBytes: 0,
    }),
  );
  for (const round of roundsOf({ atMost: rounds + 1, withinMs: 600_000 }))
    for (const row of measured) {
      const { query, decode } = ask(row.kind, row.definition, context);
      const [, beside] = await timed(() => store.rows(yardstickQuery(endAt), patience));
      const [answer, askedMs] = await timed(async () => {
        if (query.answer !== 'rows') return store[query.answer](query, patience);
        const { rows, rowsRead } = await store.rows(query, patience);
        return { bytes: rows, rowsRead };
      });
      const [, decodeMs] = await timed(async () => decode(answer.bytes));
      row.rowsRead = answer.rowsRead;
      row.answerBytes = answer.bytes instanceof Uint8Array ? answer.bytes.length : 0;
      if (round === 0) {
        const { response_headers: headers } = await client.command({
          query: `${query.sql} FORMAT Null`,
          query_params: query.params,
          clickhouse_settings: { wait_end_of_query: 1 },
        });
        row.engineBytes = Number(JSON.parse(String(headers['x-clickhouse-summary'])).memory_usage);
        continue;
      }
      yardstickMs.push(beside);
      row.ms.push(askedMs + decodeMs);
      row.decodeMs.push(decodeMs);
      row.ratios.push((askedMs + decodeMs) / beside);
    }
  return { measured, yardstickMs };
};
