import path from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Metrics } from '../metrics.ts';
import { openSpool, type SealedSegment, type Spool } from './spool.ts';
import { startWriter, type Writer, type WriterOptions } from './writer.ts';

interface Telling {
  metrics: Metrics;
  log: Logger;
}

/** Opens the spool of a collector; what it has to mend is counted and logged. */
export const openToldSpool = ({
  config,
  metrics,
  log,
  nowMs,
}: Telling & { config: Pick<Config, 'dataDir' | 'spoolMaxMegabytes'>; nowMs: () => number }): Promise<Spool> =>
  openSpool({
    folder: path.join(config.dataDir, 'spool'),
    maxBytes: config.spoolMaxMegabytes * 1024 * 1024,
    nowMs,
    onMended: (mended) => {
      metrics.tornBytes.inc(mended.tornBytes);
      metrics.damagedBytes.inc(mended.damagedBytes);
      metrics.eventsSetAside.inc(mended.damagedEvents);
      if (mended.damagedBytes > 0)
        log.error(
          mended,
          'the disk damaged a segment: what is not as it was written is kept beside it, the rest is stored',
        );
      else log.warn(mended, 'a segment had a torn end, which was cut off and kept beside it');
    },
    onUnreadable: ({ token, error }) =>
      log.error(
        { token, err: error },
        'a segment cannot be read from the disk; it stays in the spool and is tried again',
      ),
  });

interface ToldWriterOptions extends Telling, Pick<WriterOptions, 'spool' | 'store' | 'onChanged'> {
  onStored: (segment: SealedSegment) => void;
}

/** Starts the writer of a collector; what becomes of segments is counted and logged. */
export const startToldWriter = ({ metrics, log, onStored, ...options }: ToldWriterOptions): Writer =>
  startWriter({
    ...options,
    onStored: ({ segment, rows, duplicates, elapsedMs }) => {
      metrics.eventsStored.inc(rows);
      metrics.eventsDuplicate.inc(duplicates);
      onStored(segment);
      log.debug({ token: segment.token, rows, duplicates, elapsedMs }, 'a segment was stored');
    },
    onSetAside: ({ segment, lines, events, error }) => {
      metrics.eventsSetAside.inc(events);
      log.error(
        { token: segment.token, lines, events, err: error },
        'events could not be stored; they are kept in a .refused file of the spool',
      );
    },
    onFailed: ({ segment, error, retryInMs }) => {
      metrics.writesFailed.inc();
      log.warn({ token: segment.token, err: error, retryInMs }, 'a segment could not be stored; it stays in the spool');
    },
  });
