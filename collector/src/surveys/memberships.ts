import { compileSegmentMembers, decodeSegmentMembers, type QuestionContext } from '@telltale/query';
import type { Store } from '@telltale/store';
import { MOST_MEMBERS } from '../segments/bounded-members.ts';
import type { Site } from '../sites/site.ts';

/** Which surveys a visitor's segments let them see. */
export interface SurveyMembership {
  /** Ids of the site's live surveys that have a segment which the visitor is in. */
  surveys: string[];
  /** Epoch ms of the oldest evaluation that this rests on. */
  evaluatedAt: number;
}

interface MembershipOptions {
  /** @throws Refusal while the store cannot be reached */
  store: () => Pick<Store, 'rows'>;
  /** @throws StoreError */
  contextOf: (site: Site, definition: unknown) => Promise<QuestionContext>;
  nowMs: () => number;
}

/** A segment is evaluated this seldom, however many visitors ask. */
const FRESH_MS = 60_000;
/** Of 100,000 members each at the most: some hundred megabytes at the very worst. */
const MOST_REMEMBERED = 50;

interface Members {
  evaluatedAt: number;
  /** Decimal ids. */
  ids: ReadonlySet<string>;
}

/** Tells which surveys with a segment a visitor may see. A segment with more than 100,000 members counts as one that nobody is in. */
export const createMemberships = ({ store, contextOf, nowMs }: MembershipOptions) => {
  const remembered = new Map<string, Promise<Members>>();

  const evaluate = async (site: Site, segment: string): Promise<Members> => {
    const evaluatedAt = nowMs();
    const condition = { segment };
    const query = compileSegmentMembers({ condition, limit: MOST_MEMBERS + 1 }, await contextOf(site, condition));
    const found = decodeSegmentMembers((await store().rows(query)).rows);
    return { evaluatedAt, ids: new Set(found.length > MOST_MEMBERS ? [] : found) };
  };

  const membersOf = async (site: Site, segment: string): Promise<Members> => {
    const name = JSON.stringify([site.id, segment]);
    const known = await remembered.get(name)?.catch(() => undefined);
    if (known && nowMs() - known.evaluatedAt < FRESH_MS) return known;
    const asked = evaluate(site, segment);
    remembered.delete(name);
    remembered.set(name, asked);
    if (remembered.size > MOST_REMEMBERED) for (const oldest of remembered.keys()) if (remembered.delete(oldest)) break;
    asked.catch(() => remembered.delete(name));
    return asked;
  };

  /** `visitorId` is 16 hex digits. @throws StoreError, QuestionError where a segment cannot be evaluated any more */
  return async (site: Site, visitorId: string): Promise<SurveyMembership> => {
    const visitor = BigInt(`0x${visitorId}`).toString();
    const surveys: string[] = [];
    const moments: number[] = [];
    for (const { id, rules } of site.surveys) {
      if (rules.segment === null) continue;
      const { ids, evaluatedAt } = await membersOf(site, rules.segment);
      moments.push(evaluatedAt);
      if (ids.has(visitor)) surveys.push(id);
    }
    return { surveys, evaluatedAt: moments.length > 0 ? Math.min(...moments) : nowMs() };
  };
};

/** Tells which surveys with a segment a visitor may see. */
export type Memberships = ReturnType<typeof createMemberships>;
