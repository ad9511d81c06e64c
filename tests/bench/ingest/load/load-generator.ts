import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LoadOrder } from './load-order.ts';
import type { OpenLoopResult } from './open-loop.ts';
import type { LoadResult } from './tally.ts';

/** A load generator in a process of its own. One load at a time. */
export interface LoadGenerator {
  closedLoop(order: Omit<LoadOrder, 'rate'>): Promise<LoadResult>;
  openLoop(order: LoadOrder & { rate: number }): Promise<OpenLoopResult>;
  close(): void;
}

type Told<Result> = { result: Result } | { error: string };

const carryOut = async <Result>(child: ChildProcess, order: LoadOrder): Promise<Result> => {
  child.send(order);
  const [told] = (await once(child, 'message')) as [Told<Result>];
  if ('error' in told) throw new Error(`The load generator failed: ${told.error}`);
  return told.result;
};

/** Starts a load generator. */
export const startLoadGenerator = async (): Promise<LoadGenerator> => {
  const child = fork(fileURLToPath(new URL('load-process.ts', import.meta.url)), {
    execArgv: ['--conditions=source', '--import', 'tsx'],
  });
  await once(child, 'message');
  return {
    closedLoop: (order) => carryOut<LoadResult>(child, order),
    openLoop: (order) => carryOut<OpenLoopResult>(child, order),
    close: () => child.disconnect(),
  };
};
