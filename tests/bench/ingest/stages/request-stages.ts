import type { Site } from '@telltale/collector';
import { collect } from '../../../../collector/src/ingest/collect.ts';
import { decode } from '../../../../collector/src/ingest/decode.ts';
import { enrich, sharedColumns } from '../../../../collector/src/ingest/enrich.ts';
import { readPageUrl } from '../../../../collector/src/ingest/page-url.ts';
import { rowLines } from '../../../../collector/src/ingest/row-line.ts';
import { judgeBatch, judgeEvents } from '../../../../collector/src/ingest/validate.ts';
import { type Spread, spreadOf } from '../../lib/spread.ts';
import { arrivedBatches } from './arrivals.ts';
import { openParts } from './open-parts.ts';
import { stageSite } from './stage-site.ts';
import { type Stage, timeStages, WARM_UP } from './time-stages.ts';

/** Requests under way at the same moment, as with so many connections: they share syncs. */
const AT_ONCE = 64;

/** µs of CPU by event, by stage. */
export type StageCosts = Map<string, Spread>;

/** CPU of the whole process while each item is handled, so many at once: µs by event. */
const cpuOf = async <Item>(items: readonly Item[], events: number, handle: (item: Item) => Promise<unknown>) => {
  const begun = process.cpuUsage();
  const rest = [...items];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let item = rest.pop(); item !== undefined; item = rest.pop()) await handle(item);
    }),
  );
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / events;
};

/** Measures every stage of a request up to the spool, at one batch size. */
export const requestStages = async (eventCount: number, { events, rounds }: { events: number; rounds: number }) => {
  const site: Site = stageSite;
  const count = Math.ceil(events / eventCount);
  const batches = arrivedBatches(eventCount, count);
  const total = count * eventCount;
  const parts = await openParts();
  const { enrichers } = parts;
  try {
    const decoded = batches.map(({ body, arrival }) => ({ value: decode(body), arrival: { ...arrival, site } }));
    const judgedBatches = decoded.map(({ value, arrival }) => ({ batch: judgeBatch(value), arrival }));
    const judged = judgedBatches.map(({ batch, arrival }) => ({ ...judgeEvents(batch, arrival), arrival }));
    const envelopes = judged.flatMap(({ envelopes: some, arrival }) => some.map((envelope) => ({ envelope, arrival })));
    const subjects = envelopes.map(({ envelope: { envelope, page }, arrival }) => ({
      subject: {
        arrival,
        envelope,
        page,
        referrer: envelope.referrer ? readPageUrl(envelope.referrer) : undefined,
      },
      columns: sharedColumns(enrichers, arrival, { envelope, page }),
    }));
    const enriched = judged.map(({ envelopes: some, arrival }) => enrich(enrichers, arrival, some));
    const lines = enriched.map((some) => some.map(rowLines).join(''));

    const stages: Stage[] = [
      { name: 'decode', run: () => batches.forEach(({ body }) => void decode(body)) },
      { name: 'judge the batch', run: () => decoded.forEach(({ value }) => void judgeBatch(value)) },
      {
        name: 'judge the events',
        run: () => judgedBatches.forEach(({ batch, arrival }) => void judgeEvents(batch, arrival)),
      },
      {
        name: 'enrich: all of it',
        run: () => judged.forEach(({ envelopes: some, arrival }) => void enrich(enrichers, arrival, some)),
      },
      {
        name: '  shared columns of an envelope',
        run: () => envelopes.forEach(({ envelope, arrival }) => void sharedColumns(enrichers, arrival, envelope)),
      },
      ...enrichers.map((enricher) => ({
        name: `    ${enricher.name}`,
        run: () => subjects.forEach(({ subject, columns }) => void enricher.enrich(subject, columns)),
      })),
      {
        name: 'row lines',
        run: () => enriched.forEach((some) => void some.map(rowLines).join('')),
      },
    ];
    const costs: StageCosts = timeStages(stages, total, rounds);

    const appends: number[] = [];
    const wholes: number[] = [];
    for (let round = 0; round < WARM_UP + rounds; round += 1) {
      const append = await cpuOf(lines, total, (some) => parts.spool.append(some));
      const whole = await cpuOf(batches, total, ({ body, arrival }) => collect(body, arrival, parts));
      if (round < WARM_UP) continue;
      appends.push(append);
      wholes.push(whole);
    }
    const whole = spreadOf(wholes);
    costs.set('spool, synced', spreadOf(appends));
    const named = ['decode', 'judge the batch', 'judge the events', 'enrich: all of it', 'row lines', 'spool, synced'];
    const sum = named.reduce((total, name) => total + (costs.get(name)?.median ?? 0), 0);
    costs.set('the rest: limits, counts, live view, promises, cold caches', spreadOf([whole.median - sum]));
    costs.set('all of it, as one', whole);
    const bytes = batches.reduce((sum, { body }) => sum + body.length, 0) / total;
    const lineBytes = lines.reduce((sum, some) => sum + Buffer.byteLength(some), 0) / total;
    return { costs, bytes, lineBytes };
  } finally {
    await parts.close();
  }
};
