import type { QuestionContext } from '@telltale/query';
import type { Site } from '../sites/site.ts';
import type { ApiParts } from './api-env.ts';

/** What a question about a site may know; of the saved segments only when it names one. @throws StoreError */
export const questionContext = async (
  { catalogs, segments, nowMs }: Pick<ApiParts, 'catalogs' | 'segments' | 'nowMs'>,
  site: Site,
  definition: unknown,
): Promise<QuestionContext> => {
  const [{ kinds }, named] = await Promise.all([catalogs.of(site.id), segments.namedBy(site.id, definition)]);
  const { id: siteId, timeZone, weekStartsOn } = site;
  return { siteId, timeZone, weekStartsOn, nowMs: nowMs(), catalog: kinds, segments: named };
};
