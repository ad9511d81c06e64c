import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { ask, type ResultOf } from '@telltale/query';
import { collectorFolder } from '../lib/collector-folder.ts';
import type { Evaluated, Evaluation } from './evaluation.ts';

/** Decodes what the store answered, so that nobody waits for it who sends events. */
export interface Evaluator {
  /** @throws Error when it cannot be decoded */
  decode(evaluation: Evaluation): Promise<ResultOf>;
  close(): Promise<void>;
}

/** What is smaller is decoded within a few milliseconds; to send it to another thread takes as long. */
const LARGE_BYTES = 256 * 1024;

/** A thread that nobody needs takes memory for nothing. */
const IDLE_MS = 60_000;

const isBuilt = !import.meta.url.endsWith('.ts');

const startThread = (): Worker =>
  isBuilt
    ? new Worker(path.join(collectorFolder, 'dist/evaluation/thread.js'), { execArgv: [] })
    : new Worker(path.join(collectorFolder, 'src/evaluation/thread-from-source.mjs'), {
        execArgv: ['--conditions=source'],
      });

/** One evaluation in the thread. It is at most one: the caller waits. */
const evaluateIn = (thread: Worker, evaluation: Evaluation): Promise<Evaluated> =>
  new Promise((resolve, reject) => {
    const settle = () => {
      thread.off('message', onMessage);
      thread.off('error', onError);
      thread.off('exit', onExit);
    };
    const onMessage = (evaluated: Evaluated) => {
      settle();
      resolve(evaluated);
    };
    const onError = (error: Error) => {
      settle();
      reject(error);
    };
    const onExit = () => {
      settle();
      reject(new Error('The thread that decodes answers ended.'));
    };
    thread.on('message', onMessage);
    thread.on('error', onError);
    thread.on('exit', onExit);
    thread.postMessage(evaluation);
  });

/** Large answers are decoded in a thread of their own, one after the other; it begins with the first one, and ends when none came for a minute. */
export const createEvaluator = (): Evaluator => {
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let waiting: Promise<unknown> = Promise.resolve();

  const end = async () => {
    clearTimeout(idle);
    const ended = thread;
    thread = undefined;
    await ended?.terminate();
  };

  const decodeApart = async (evaluation: Evaluation): Promise<ResultOf> => {
    clearTimeout(idle);
    thread ??= startThread();
    // A process that has nothing else to do may end.
    thread.unref();
    try {
      const evaluated = await evaluateIn(thread, evaluation);
      if ('message' in evaluated) throw new Error(`The answer cannot be decoded: ${evaluated.message}`);
      return evaluated.result as ResultOf;
    } catch (error) {
      // Whatever state it is in, the next one begins anew.
      await end();
      throw error;
    } finally {
      idle = setTimeout(() => void end(), IDLE_MS).unref();
    }
  };

  return {
    async decode(evaluation) {
      const { kind, definition, context, bytes } = evaluation;
      if (bytes.length < LARGE_BYTES) return ask(kind, definition, context).decode(bytes);
      const decoded = waiting.then(() => decodeApart(evaluation));
      waiting = decoded.catch(() => {});
      return decoded;
    },
    close: end,
  };
};
