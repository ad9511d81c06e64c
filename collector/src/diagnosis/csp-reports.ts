import { z } from 'zod';
import { scrubPath } from '../lib/scrub.ts';
import type { CspFacts } from './facts.ts';
import { createWindowed } from './windowed.ts';

/** One thing that a page's policy kept away, as a browser reports it. */
export interface CspReport {
  /** The page, as an address. */
  page: string;
  /** What was kept away: an address, or a word such as `inline`. */
  blocked: string;
  /** Such as `script-src-elem`. */
  directive: string;
}

const text = z.string().max(8_192);

/** As `report-uri` has it sent (`application/csp-report`). Source: CSP Level 3, § 5.5. */
const reportedByUri = z.object({
  'csp-report': z.object({
    'document-uri': text,
    'blocked-uri': text,
    'effective-directive': text.optional(),
    'violated-directive': text.optional(),
  }),
});

/** As `report-to` has it sent (`application/reports+json`). Source: Reporting API, § 2.2. */
const reportedByEndpoint = z.array(z.object({ type: z.string(), body: z.looseObject({}).nullish() })).max(100);
const violation = z.object({ documentURL: text, blockedURL: text.nullish(), effectiveDirective: text });

/** Reads what a browser reports, in either form; what is none of both is nothing. */
export const readCspReports = (body: unknown): CspReport[] => {
  const one = reportedByUri.safeParse(body);
  if (one.success) {
    const report = one.data['csp-report'];
    return [
      {
        page: report['document-uri'],
        blocked: report['blocked-uri'],
        directive: report['effective-directive'] ?? report['violated-directive'] ?? '',
      },
    ];
  }
  const several = reportedByEndpoint.safeParse(body);
  return (several.data ?? [])
    .filter(({ type }) => type === 'csp-violation')
    .flatMap((report) => {
      const { data } = violation.safeParse(report.body);
      return data
        ? [{ page: data.documentURL, blocked: data.blockedURL ?? '', directive: data.effectiveDirective }]
        : [];
    });
};

/** Remembers in memory what browsers reported, for a day or two. */
export interface CspReports {
  /** `isOurs`: whether an address is the tag's or where it posts to. */
  note(siteId: string, reports: readonly CspReport[], isOurs: (address: string) => boolean): void;
  of(siteId: string): CspFacts;
}

const WINDOW_MS = 86_400_000;
/** What is named of each; strangers may report whatever they like. */
const MOST_NAMES = 20;

interface Reported {
  reports: number;
  aboutTag: number;
  directives: Set<string>;
  pages: Set<string>;
}

const addBounded = (names: Set<string>, name: string) => {
  if (name !== '' && names.size < MOST_NAMES) names.add(name);
};

const pageOf = (address: string): string => (URL.canParse(address) ? scrubPath(new URL(address).pathname) : '');

/** Begins with no report. */
export const createCspReports = (nowMs: () => number): CspReports => {
  const windows = createWindowed<Reported>(WINDOW_MS, () => ({
    reports: 0,
    aboutTag: 0,
    directives: new Set(),
    pages: new Set(),
  }));
  return {
    note: (siteId, reports, isOurs) => {
      const known = windows.current(siteId, nowMs());
      for (const { page, blocked, directive } of reports) {
        known.reports += 1;
        if (!isOurs(blocked)) continue;
        known.aboutTag += 1;
        addBounded(known.directives, /^[a-z-]{1,40}/.exec(directive)?.[0] ?? '');
        addBounded(known.pages, pageOf(page));
      }
    },
    of: (siteId) => {
      const all = windows.all(siteId, nowMs());
      return {
        reports: all.reduce((sum, { reports }) => sum + reports, 0),
        aboutTag: all.reduce((sum, { aboutTag }) => sum + aboutTag, 0),
        directives: [...new Set(all.flatMap(({ directives }) => [...directives]))],
        pages: [...new Set(all.flatMap(({ pages }) => [...pages]))],
      };
    },
  };
};
