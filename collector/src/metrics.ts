import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What is read when the metrics are asked for. */
export interface MetricSources {
  spoolBytes: () => number;
  oldestUnwrittenSeconds: () => number;
}

/** Everything that is counted, in Prometheus' form. Labels never carry what a sender wrote. */
export const createMetrics = ({ spoolBytes, oldestUnwrittenSeconds }: MetricSources) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `telltale_${name}`, help, labelNames, registers: [registry] });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `telltale_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('spool_bytes', 'Bytes in the spool: accepted, not yet in the store.', spoolBytes);
  gauge(
    'spool_oldest_seconds',
    'Age of the oldest accepted event that is not yet in the store.',
    oldestUnwrittenSeconds,
  );
  return {
    registry,
    batchesRefused: counter('batches_refused_total', 'Batches of which nothing was taken, by reason.', ['code']),
    eventsReceived: counter('events_received_total', 'Events in the batches that were judged.'),
    eventsAccepted: counter('events_accepted_total', 'Events that passed and are on disk, bots included.'),
    eventsRejected: counter('events_rejected_total', 'Events refused alone, by reason.', ['code']),
    eventsReplayed: counter(
      'events_replayed_total',
      'Refused events that were accepted in a replay: counted as accepted too, but not as received again.',
    ),
    eventsBot: counter('events_bot_total', "Accepted events that are kept apart as a bot's, by reason.", ['reason']),
    eventsDropped: counter(
      'events_dropped_in_browser_total',
      'Events that tags had to drop before sending, by reason.',
      ['reason'],
    ),
    eventsStored: counter('events_stored_total', 'Events that reached the store.'),
    eventsDuplicate: counter('events_duplicate_total', 'Events that were in the store already.'),
    eventsSetAside: counter(
      'events_set_aside_total',
      'Accepted events that the store could not read, kept in .refused files of the spool, or that the disk damaged, kept in .damaged files.',
    ),
    damagedBytes: counter(
      'spool_damaged_bytes_total',
      'Bytes of segments that were not as they had been written: the disk needs a look.',
    ),
    tornBytes: counter(
      'spool_torn_bytes_total',
      'Bytes at the end of segments that a crash tore: nobody was told that they are stored.',
    ),
    writesFailed: counter('segment_writes_failed_total', 'Attempts to hand a segment to the store that failed.'),
    appendSeconds: new Histogram({
      name: 'telltale_spool_append_seconds',
      help: 'From the first byte of a batch in memory to its sync on disk.',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers: [registry],
    }),
  };
};

/** Everything that is counted. */
export type Metrics = ReturnType<typeof createMetrics>;
