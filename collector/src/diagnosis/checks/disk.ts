import { defineCheck, outcome, ratioOf } from '../check.ts';

/** Merges and the spool need room of their own. */
const FULL_RATIO = 0.05;
const FULL_BYTES = 1024 ** 3;
/** Enough time to order a disk. */
const SOON_DAYS = 14;
const LATER_DAYS = 90;

/** Whether the events fit on the disk until they are old enough to be erased. */
export const disk = defineCheck({
  name: 'disk',
  about: 'collector',
  reads: 'disk',
  judge: ({ freeBytes, totalBytes, spoolFreeBytes, eventBytes, bytesPerDay, retentionDays }) => {
    const figures = { freeBytes, totalBytes, eventBytes, bytesPerDay };
    if (Math.min(freeBytes, spoolFreeBytes) < FULL_BYTES || ratioOf(freeBytes, totalBytes) < FULL_RATIO)
      return outcome('full', 'problem', { figures });
    const toComeBytes = Math.max(0, bytesPerDay * retentionDays - eventBytes);
    const daysLeft = bytesPerDay > 0 ? Math.floor(freeBytes / bytesPerDay) : Number.POSITIVE_INFINITY;
    if (toComeBytes < freeBytes || daysLeft > LATER_DAYS) return outcome('fits', 'ok', { figures });
    return outcome('filling', daysLeft <= SOON_DAYS ? 'problem' : 'warning', { figures: { ...figures, daysLeft } });
  },
});
