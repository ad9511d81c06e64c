import { ask, type NamedSnapshot, namedSnapshots, type QuestionContext, type ResultOf } from '@telltale/query';
import type { ReadOptions, Store } from '@telltale/store';
import type { Evaluator } from '../evaluation/evaluator.ts';

/** What answers a question: the engine narrows, the evaluator decides. */
interface Answering {
  store: Pick<Store, 'rows' | 'bytes' | 'columns'>;
  evaluator: Evaluator;
}

/** A question as somebody sent it. */
interface Asked {
  kind: string;
  definition: object;
  context: QuestionContext;
}

/** A question's result, and what it took. */
interface Answered {
  result: ResultOf;
  /** What had been stored by then is in the answer: none is kept for later. Epoch ms. */
  answeredAt: number;
  /** Segments that it rests on whose members are those of an earlier moment. */
  snapshots: NamedSnapshot[];
  /** Of all that was asked together. */
  statistics: { rowsRead: number; elapsedMs: number };
}

/** Asks a question, and what else its result needs: the comparison range, the parts of a breakdown. @throws QuestionError, StoreError */
export const answerQuestion = async (
  { store, evaluator }: Answering,
  { kind, definition, context }: Asked,
  options: ReadOptions,
): Promise<Answered> => {
  const { query, decode, complete } = ask(kind, definition, context);
  const first = async () => {
    if (query.answer === 'rows') {
      const { rows, ...statistics } = await store.rows(query, options);
      return { result: decode(rows), statistics };
    }
    const { bytes, ...statistics } = await store[query.answer](query, options);
    return { result: await evaluator.decode({ kind, definition, context, bytes }), statistics };
  };
  const { result, statistics } = await first();
  let { rowsRead, elapsedMs } = statistics;
  const whole = await complete(result, async (again, of) => {
    const further = await answerQuestion({ store, evaluator }, { kind: again, definition: of, context }, options);
    rowsRead += further.statistics.rowsRead;
    elapsedMs += further.statistics.elapsedMs;
    return further.result;
  });
  return {
    result: whole,
    answeredAt: context.nowMs,
    snapshots: namedSnapshots(definition, context.segments ?? []),
    statistics: { rowsRead, elapsedMs },
  };
};
