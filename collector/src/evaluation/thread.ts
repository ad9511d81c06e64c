import { parentPort } from 'node:worker_threads';
import { ask } from '@telltale/query';
import type { Evaluated, Evaluation } from './evaluation.ts';

/** A thread that decodes answers, one after the other: see `createEvaluator`. */

const evaluate = ({ kind, definition, context, bytes }: Evaluation): Evaluated => {
  try {
    return { result: ask(kind, definition, context).decode(bytes) };
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
};

parentPort?.on('message', (evaluation: Evaluation) => parentPort?.postMessage(evaluate(evaluation)));
