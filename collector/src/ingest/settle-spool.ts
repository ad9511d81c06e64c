import type { Spool } from './spool.ts';

/** A store that is slower than this is waited for no longer. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 25;

/**
 * Resolves when what the spool holds now was taken by the store, or after a minute when the store does not take it, or when the
 * signal fires.
 */
export const settleSpool = async (spool: Pick<Spool, 'seal' | 'sealed'>, signal: AbortSignal): Promise<void> => {
  await spool.seal();
  const held = new Set(spool.sealed().map(({ token }) => token));
  const deadline = performance.now() + PATIENCE_MS;
  const isWaiting = () => spool.sealed().some(({ token }) => held.has(token));
  while (!signal.aborted && isWaiting() && performance.now() < deadline)
    await new Promise((next) => setTimeout(next, LOOK_EVERY_MS));
};
