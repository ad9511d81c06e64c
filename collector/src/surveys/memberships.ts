import type { Site } from '../sites/site.ts';
import type { SegmentMembers } from './segment-members.ts';
import type { SegmentsNow } from './segments-now.ts';

/** Which surveys a visitor's segments let them see. */
export interface SurveyMembership {
  /** Ids of the site's live surveys that have a segment which the visitor is in. */
  surveys: string[];
  /** Epoch ms of the oldest evaluation that this rests on. */
  evaluatedAt: number;
}

interface MembershipOptions {
  members: SegmentMembers;
  segmentsNow: Pick<SegmentsNow, 'refresh'>;
  nowMs: () => number;
}

/** Tells which surveys with a segment a visitor may see. */
export const createMemberships =
  ({ members, segmentsNow, nowMs }: MembershipOptions) =>
  /** `visitorId` is 16 hex digits. @throws StoreError, QuestionError where a segment cannot be evaluated any more */
  async (site: Site, visitorId: string): Promise<SurveyMembership> => {
    // Whoever sees a survey answers it soon: then it is known in which segments they are.
    void segmentsNow.refresh(site);
    const surveys: string[] = [];
    const moments: number[] = [];
    for (const { id, rules } of site.surveys) {
      if (rules.segment === null) continue;
      const membership = await members.of(site, rules.segment);
      moments.push(membership.evaluatedAt);
      if (membership.has(visitorId)) surveys.push(id);
    }
    return { surveys, evaluatedAt: moments.length > 0 ? Math.min(...moments) : nowMs() };
  };

/** Tells which surveys with a segment a visitor may see. */
export type Memberships = ReturnType<typeof createMemberships>;
