import { isUnreachable } from './to-store-error.ts';

/** Several servers that serve the same, of which one is used for as long as it can be reached. */
export interface Turns<Server> {
  /** Uses the server whose turn it is, and the next ones when it cannot be reached. @throws what the last of them threw */
  withAny<Result>(use: (server: Server) => Promise<Result>): Promise<Result>;
  /** The same for what cannot go on elsewhere once it began: when the server cannot be reached, the next use has the next one. */
  withOne<Result>(use: (server: Server) => Promise<Result>): Promise<Result>;
}

/** Makes servers take turns. @throws RangeError when there is none */
export const takeTurns = <Server>(servers: readonly Server[]): Turns<Server> => {
  let turn = 0;
  const current = (): Server => {
    const server = servers[turn % servers.length];
    if (server === undefined) throw new RangeError('At least one server is needed.');
    return server;
  };
  const turns: Turns<Server> = {
    async withAny(use) {
      for (let failures = 1; ; failures++)
        try {
          return await turns.withOne(use);
        } catch (error) {
          if (failures >= servers.length || !isUnreachable(error)) throw error;
        }
    },
    async withOne(use) {
      const used = turn;
      try {
        return await use(current());
      } catch (error) {
        // Of several uses that fail side by side one turns on.
        if (turn === used && isUnreachable(error)) turn++;
        throw error;
      }
    },
  };
  return turns;
};
