import { api } from '../../../api/client.ts';
import { readJson } from '../../../api/problem.ts';
import type { Site } from '../../../state/session.ts';

/** What the card lets one change about a site. */
export type SiteDraft = Pick<Site, 'name' | 'timeZone' | 'weekStartsOn' | 'domains' | 'scriptName'> & {
  /** As it is typed. */
  retentionDays: string;
};

/** A century. */
export const MOST_RETENTION_DAYS = 36_525;

/** The settings as they stand. */
export const draftOf = ({ name, timeZone, weekStartsOn, domains, scriptName, retentionDays }: Site): SiteDraft => ({
  name,
  timeZone,
  weekStartsOn,
  domains,
  scriptName,
  retentionDays: String(retentionDays),
});

/** What is wrong with a draft, by setting; nothing where all is well. */
export const faultsOf = ({ name, timeZone, domains, scriptName, retentionDays }: SiteDraft) => ({
  name: name.trim() === '',
  timeZone: !isTimeZone(timeZone),
  /** The first that is no host name. */
  domain: domains.find((domain) => !/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*$/u.test(domain)),
  scriptName: !/^(\w{1,60}\.js)?$/.test(scriptName),
  retentionDays:
    !/^\d+$/.test(retentionDays) || Number(retentionDays) < 1 || Number(retentionDays) > MOST_RETENTION_DAYS,
});

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** What was changed, as the collector takes it. */
export const changesOf = (site: Site, draft: SiteDraft) => {
  const { name, timeZone, weekStartsOn, domains, scriptName } = draft;
  const retentionDays = Number(draft.retentionDays);
  return {
    ...(name.trim() !== site.name && { name: name.trim() }),
    ...(timeZone !== site.timeZone && { timeZone }),
    ...(weekStartsOn !== site.weekStartsOn && { weekStartsOn }),
    ...(JSON.stringify(domains) !== JSON.stringify(site.domains) && { domains: [...domains] }),
    ...(scriptName !== site.scriptName && { scriptName }),
    ...(retentionDays !== site.retentionDays && { retentionDays }),
  };
};

/** Saves what was changed, and nothing else. @throws ApiProblem */
export const saveSite = (siteId: string, json: ReturnType<typeof changesOf>): Promise<Site> =>
  readJson(api.sites[':site'].$patch({ param: { site: siteId }, json }));
