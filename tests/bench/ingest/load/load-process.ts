/** The load generator's process: does what its parent tells it, one load at a time, and tells what came of it. */
import { closedLoop } from './closed-loop.ts';
import type { LoadOrder } from './load-order.ts';
import { openLoop } from './open-loop.ts';
import { createRandom } from './random.ts';
import { openSenders } from './sender.ts';

/** Other ids in every run. */
const ids = createRandom(process.pid ^ Date.now());
/** The same traffic in every load. */
const TRAFFIC_SEED = 2_026;

const carryOut = async ({ target, forMs, rate }: LoadOrder) => {
  const senders = await openSenders(target, createRandom(TRAFFIC_SEED), ids);
  try {
    return await (rate === undefined ? closedLoop(senders, forMs) : openLoop(senders, { rate, forMs, random: ids }));
  } finally {
    for (const sender of senders) sender.close();
  }
};

process.on('message', (order: LoadOrder) => {
  carryOut(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
