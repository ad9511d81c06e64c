import type { Spool } from '../ingest/spool.ts';
import type { SpoolFacts } from './facts.ts';

/** Looks every minute at what waits on the disk, to tell whether it grows. */
export interface SpoolWatch {
  read(): SpoolFacts;
  close(): void;
}

const EVERY_MS = 60_000;
/** Ten minutes. */
const KEPT = 10;

/** Begins to look. */
export const watchSpool = (
  spool: Pick<Spool, 'sizeBytes' | 'oldestAgeMs'>,
  { maxBytes, nowMs }: { maxBytes: number; nowMs: () => number },
): SpoolWatch => {
  const sizes = [spool.sizeBytes()];
  const timer = setInterval(() => {
    sizes.push(spool.sizeBytes());
    if (sizes.length > KEPT) sizes.shift();
  }, EVERY_MS).unref();
  return {
    read: () => ({
      bytes: spool.sizeBytes(),
      maxBytes,
      oldestMs: spool.oldestAgeMs(nowMs()),
      bytesBefore: sizes[0] ?? 0,
    }),
    close: () => clearInterval(timer),
  };
};
