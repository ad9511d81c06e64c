import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { type ClientAddressRules, clientAddress } from '../lib/client-address.ts';
import { readBody } from '../lib/read-body.ts';
import { Refusal } from '../lib/refusal.ts';
import type { IngestLimits } from '../limits/ingest-limits.ts';
import type { SiteRegistry } from '../sites/site-registry.ts';
import { type CspReports, readCspReports } from './csp-reports.ts';

export interface CspReportOptions {
  sites: SiteRegistry;
  limits: IngestLimits;
  cspReports: CspReports;
  clientAddressRules: ClientAddressRules;
  /** Such as `t.js` and `/e`. */
  scriptName: string;
  collectPath: string;
}

/** Where browsers report to, below the collector's address; the site's public key follows. */
export const CSP_REPORT_PATH = '/csp-reports';

/** A report is some hundred bytes; a browser may gather a hundred of them. */
const MOST_BYTES = 64 * 1024;

/** The Reporting API sends to other origins with a preflight. */
const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '86400',
};

/**
 * `POST /csp-reports/SITE_KEY`: what a page's Content-Security-Policy names as `report-uri` or `report-to`, so that browsers tell that
 * they keep the tag away: nothing else would. Only whether it is about the tag, the directive and the page's path are remembered.
 */
export const cspReportRoute = ({
  sites,
  limits,
  cspReports,
  clientAddressRules,
  scriptName,
  collectPath,
}: CspReportOptions) => {
  const isAt = (pathname: string, name: string) =>
    pathname.endsWith(`/${name}`) ||
    pathname.endsWith(collectPath) ||
    pathname.includes(`/${name.slice(0, -'.js'.length)}-`);

  return new Hono<{ Bindings: HttpBindings }>()
    .options(`${CSP_REPORT_PATH}/:key`, (c) => c.body(null, 204, corsHeaders))
    .post(`${CSP_REPORT_PATH}/:key`, async (c) => {
      const { incoming } = c.env;
      limits.takeRequest(clientAddress(incoming, clientAddressRules));
      const site = await sites.byPublicKey(c.req.param('key').slice(0, 64));
      if (!site) throw new Refusal(404, 'unknown_site', 'No site has this key.', { path: 'key' });
      const body = await readBody(incoming, MOST_BYTES);
      let said: unknown;
      try {
        said = JSON.parse(Buffer.from(body).toString('utf8'));
      } catch (cause) {
        throw new Refusal(400, 'invalid_json', 'The body must be a report in JSON, as browsers send it.', { cause });
      }
      const host = incoming.headers.host ?? '';
      cspReports.note(site.id, readCspReports(said), (address) => {
        // Some browsers report no more of an address elsewhere than its origin.
        const url = URL.canParse(address) ? new URL(address) : undefined;
        return (
          url !== undefined &&
          (url.host === host || isAt(url.pathname, scriptName) || isAt(url.pathname, site.scriptName || scriptName))
        );
      });
      return c.body(null, 204, corsHeaders);
    });
};
