import { QuestionError } from '@telltale/query';
import type { Site } from '../sites/site.ts';
import type { SegmentMembers } from '../surveys/segment-members.ts';
import type { Experiments } from './experiments.ts';

/** Which experiments a visitor's segments let them take part in. */
export interface ExperimentMembership {
  /** Ids of the running experiments that are for a segment which the visitor is in. */
  experiments: string[];
  /** Epoch ms of the oldest evaluation that this rests on. */
  evaluatedAt: number;
}

interface ExperimentMembershipOptions {
  experiments: Pick<Experiments, 'segmented'>;
  members: SegmentMembers;
  nowMs: () => number;
}

/** Tells which running experiments that are for a segment a visitor may take part in. */
export const createExperimentMemberships =
  ({ experiments, members, nowMs }: ExperimentMembershipOptions) =>
  /** `visitorId` is 16 hex digits. @throws StoreError where none of the segments can be evaluated now */
  async (site: Site, visitorId: string): Promise<ExperimentMembership> => {
    const found = await Promise.allSettled(
      experiments
        .segmented(site.id)
        .map(async ({ id, segment }) => ({ id, membership: await members.of(site, segment) })),
    );
    const known = found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    // One that cannot be evaluated any more, because it was removed, has nobody in it, and no visitor has to ask again.
    const reasons = found.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    const failed = reasons.find((reason) => !(reason instanceof QuestionError));
    if (failed && known.length === 0) throw failed;
    return {
      experiments: known.filter(({ membership }) => membership.has(visitorId)).map(({ id }) => id),
      evaluatedAt: Math.min(nowMs(), ...known.map(({ membership }) => membership.evaluatedAt)),
    };
  };
