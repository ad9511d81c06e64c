import { rm } from 'node:fs/promises';
import { boundKeptFiles } from './bound-kept-files.ts';
import { isCheckedToken } from './group-check.ts';
import { mendSegment } from './mend-segment.ts';
import { setAsideLines } from './set-aside-lines.ts';
import type { SealedSegment, Spool, SpoolOptions } from './spool.ts';

/** The segments that grow no more, and every change of them. */
export interface SealedSegments extends Pick<Spool, 'remove' | 'check' | 'checkedLeftovers' | 'setAside'> {
  /** Oldest first. */
  list(): readonly SealedSegment[];
  add(segment: SealedSegment): void;
  sizeBytes(): number;
}

export type SealedSegmentsOptions = Pick<SpoolOptions, 'folder' | 'nowMs' | 'onMended' | 'onUnreadable'> & {
  /** What an earlier process left. */
  leftovers: readonly SealedSegment[];
};

/** Holds the sealed segments. Their files are changed one at a time. */
export const createSealedSegments = ({
  folder,
  leftovers,
  nowMs = Date.now,
  onMended,
  onUnreadable,
}: SealedSegmentsOptions): SealedSegments => {
  const segments = [...leftovers];
  let sizeBytes = segments.reduce((sum, segment) => sum + segment.sizeBytes, 0);
  let changing: Promise<unknown> = Promise.resolve();

  const remove = async (segment: SealedSegment) => {
    await rm(segment.path, { force: true });
    const index = segments.indexOf(segment);
    if (index < 0) return;
    segments.splice(index, 1);
    sizeBytes -= segment.sizeBytes;
  };

  const changed = <Change extends { sizeBytes: number } | undefined>(
    segment: SealedSegment,
    change: () => Promise<Change>,
  ): Promise<Change> => {
    const result = changing.then(async () => {
      const made = await change();
      if (!made) return made;
      sizeBytes -= segment.sizeBytes - made.sizeBytes;
      segment.sizeBytes = made.sizeBytes;
      if (made.sizeBytes === 0) await remove(segment);
      await boundKeptFiles(folder);
      return made;
    });
    changing = result.catch(() => undefined);
    return result;
  };

  const check = async (segment: SealedSegment) => {
    const { token } = segment;
    if (!isCheckedToken(token)) return false;
    // One that could not be mended at the start, as when the disk was full, is as the crash left it.
    const isOpen = segment.path.endsWith('.open');
    const mended = await changed(segment, () => mendSegment(segment.path, { isOpen, nowMs: nowMs() }));
    if (mended) onMended?.({ token, ...mended });
    return mended !== undefined;
  };

  return {
    list: () => segments,
    add: (segment) => {
      segments.push(segment);
      sizeBytes += segment.sizeBytes;
    },
    sizeBytes: () => sizeBytes,
    remove,
    check,
    async *checkedLeftovers() {
      for (const segment of leftovers) {
        // The writer checks for itself what it takes meanwhile.
        if (!segments.includes(segment)) continue;
        try {
          await check(segment);
        } catch (error) {
          if (segments.includes(segment)) onUnreadable?.({ token: segment.token, error });
          continue;
        }
        yield segment;
      }
    },
    setAside: async (segment, lines) => {
      const options = { isChecked: isCheckedToken(segment.token), nowMs: nowMs() };
      return (await changed(segment, () => setAsideLines(segment.path, lines, options))).events;
    },
  };
};
