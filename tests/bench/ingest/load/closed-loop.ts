import type { Sender } from './sender.ts';
import { createTally, type LoadResult } from './tally.ts';

/** Each connection sends its next request as soon as the last is answered, for so long: as much as the server takes. */
export const closedLoop = async (senders: readonly Sender[], forMs: number): Promise<LoadResult> => {
  const tally = createTally();
  const endAt = performance.now() + forMs;
  await Promise.all(
    senders.map(
      (sender) =>
        new Promise<void>((resolve) => {
          const next = () => {
            const sentAt = performance.now();
            if (sentAt >= endAt || !sender.isOpen()) return resolve();
            const events = sender.send((answer) => {
              tally.count(answer, events, performance.now() - sentAt);
              next();
            });
          };
          next();
        }),
    ),
  );
  return tally.result();
};
