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
  /** Of all ranges together. */
  statistics: { rowsRead: number; elapsedMs: number };
}

/** Asks a question, and again of its comparison range where that is a question of its own. @throws QuestionError, StoreError */
export const answerQuestion = async (
  { store, evaluator }: Answering,
  { kind, definition, context }: Asked,
  options: ReadOptions,
): Promise<Answered> => {
  const { query, decode, comparedDefinition } = ask(kind, definition, context);
  const first = async () => {
    if (query.answer === 'rows') {
      const { rows, ...statistics } = await store.rows(query, options);
      return { result: decode(rows), statistics };
    }
    const { bytes, ...statistics } = await store[query.answer](query, options);
    return { result: await evaluator.decode({ kind, definition, context, bytes }), statistics };
  };
  const { result, statistics } = await first();
  const { rowsRead, elapsedMs } = statistics;
  const about = {
    answeredAt: context.nowMs,
    snapshots: namedSnapshots(definition, context.segments ?? []),
  };
  if (!comparedDefinition) return { result, ...about, statistics: { rowsRead, elapsedMs } };
  const compared = await answerQuestion(
    { store, evaluator },
    { kind, definition: comparedDefinition, context },
    options,
  );
  return {
    result: { ...result, comparison: compared.result } as ResultOf,
    ...about,
    statistics: {
      rowsRead: rowsRead + compared.statistics.rowsRead,
      elapsedMs: elapsedMs + compared.statistics.elapsedMs,
    },
  };
};
