import { StoreError } from '../store-error.ts';

/** A few connections that serve one caller each at a time, first come, first served. */
export interface Lane<Connection> {
  /** Runs `use` with a free connection. @throws StoreError when the signal fires while waiting. */
  with<Result>(use: (connection: Connection) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** Resolves when nothing runs and nothing waits. */
  drained(): Promise<void>;
}

/** Makes a lane over connections that each run one statement at a time. */
export const createLane = <Connection>(connections: readonly Connection[]): Lane<Connection> => {
  const free = [...connections];
  const waiting: ((connection: Connection) => void)[] = [];
  const running = new Set<Promise<unknown>>();

  const acquire = (signal: AbortSignal | undefined) =>
    new Promise<Connection>((resolve, reject) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(new StoreError('The query was cancelled while it waited for its turn.', { code: 'cancelled' }));
      };
      const enter = (connection: Connection) => {
        signal?.removeEventListener('abort', leave);
        resolve(connection);
      };
      if (signal?.aborted) return leave();
      const connection = free.pop();
      if (connection !== undefined) return resolve(connection);
      signal?.addEventListener('abort', leave, { once: true });
      waiting.push(enter);
    });

  const release = (connection: Connection) => {
    const next = waiting.shift();
    if (next) next(connection);
    else free.push(connection);
  };

  return {
    async with(use, signal) {
      const run = (async () => {
        const connection = await acquire(signal);
        try {
          return await use(connection);
        } finally {
          release(connection);
        }
      })();
      running.add(run);
      try {
        return await run;
      } finally {
        running.delete(run);
      }
    },
    async drained() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
};
