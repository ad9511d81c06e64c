import type { Site } from '../sites/site.ts';
import type { SegmentMembers } from './segment-members.ts';

/** Which surveys a visitor's segments let them see. */
export interface SurveyMembership {
  /** Ids of the site's live surveys that have a segment which the visitor is in. */
  surveys: string[];
  /** Epoch ms of the oldest evaluation that this rests on. */
  evaluatedAt: number;
}

interface MembershipOptions {
  membersOf: SegmentMembers;
  nowMs: () => number;
}

/** Tells which surveys with a segment a visitor may see. */
export const createMemberships =
  ({ membersOf, nowMs }: MembershipOptions) =>
  /** `visitorId` is 16 hex digits. @throws StoreError, QuestionError where a segment cannot be evaluated any more */
  async (site: Site, visitorId: string): Promise<SurveyMembership> => {
    const surveys: string[] = [];
    const moments: number[] = [];
    for (const { id, rules } of site.surveys) {
      if (rules.segment === null) continue;
      const members = await membersOf(site, rules.segment);
      moments.push(members.evaluatedAt);
      if (members.has(visitorId)) surveys.push(id);
    }
    return { surveys, evaluatedAt: moments.length > 0 ? Math.min(...moments) : nowMs() };
  };

/** Tells which surveys with a segment a visitor may see. */
export type Memberships = ReturnType<typeof createMemberships>;
