import { recordLine } from '../../delivery/record-line.ts';
import type { Rejections } from '../../delivery/rejections.ts';

/**
 * Refused lines of a file are counted in the delivery truth, but not kept beside refused events of the tag: the file is with whoever
 * sends it, and the import lists the first of them with their line.
 */
export const countedRejections: Rejections = {
  linesOf: ({ site, receivedAt }, rejected) => {
    const counts = new Map<string, number>();
    for (const { rejection } of rejected) counts.set(rejection.code, (counts.get(rejection.code) ?? 0) + 1);
    const lines = [...counts].map(([reason, events]) =>
      recordLine({ site_id: site.id, received_at: receivedAt, record: 'rejected', note: { reason, events } }),
    );
    return { lines: lines.join(''), rejected: counts };
  },
};
