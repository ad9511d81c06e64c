import { readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isCheckedToken } from './group-check.ts';
import { type Mended, mendSegment } from './mend-segment.ts';
import { UNFINISHED } from './segment-file.ts';
import type { SealedSegment, SpoolOptions } from './spool.ts';
import { cutTornTail } from './torn-tail.ts';

const mendOpen = async (file: string, token: string, nowMs: number): Promise<Omit<Mended, 'sizeBytes'> | undefined> => {
  if (isCheckedToken(token)) return mendSegment(file, { isOpen: true, nowMs });
  const tornBytes = await cutTornTail(file);
  return tornBytes > 0 ? { tornBytes, damagedBytes: 0, damagedEvents: 0 } : undefined;
};

/**
 * Reads what an earlier process left behind, oldest first. The tail of the segment that was being written is cut where it was torn;
 * the others are compared with their checks when the writer takes them, or before.
 */
export const readLeftovers = async ({
  folder,
  nowMs = Date.now,
  onMended,
  onUnreadable,
}: SpoolOptions): Promise<SealedSegment[]> => {
  const leftovers: SealedSegment[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const file = path.join(folder, name);
    if (UNFINISHED.test(name)) await rm(file);
    const { name: token, ext } = path.parse(name);
    if (ext !== '.ndjson' && ext !== '.open') continue;
    const segment = { token, path: file, sizeBytes: 0, openedAt: Number.parseInt(token, 10) || 0 };
    if (ext === '.open')
      try {
        const mended = await mendOpen(file, token, nowMs());
        if (mended) onMended?.({ token, ...mended });
        segment.path = path.join(folder, `${token}.ndjson`);
        await rename(file, segment.path);
      } catch (error) {
        // A bad spot of the disk must not keep the collector from starting; the writer tries again.
        segment.path = file;
        onUnreadable?.({ token, error });
      }
    segment.sizeBytes = (await stat(segment.path)).size;
    if (segment.sizeBytes === 0) await rm(segment.path);
    else leftovers.push(segment);
  }
  return leftovers;
};
