import type { Diagnosis, Finding } from './diagnosis.ts';

const isOf = ({ check, cause }: Finding, name: `${string}.${string}`) => `${check}.${cause}` === name;

/** What to write where so that it is mended; empty where nothing is written. The same in every language. */
export const mendingCode = (finding: Finding, { cspReportUrl, scriptName, collectPath }: Diagnosis): string => {
  const { origin } = new URL(cspReportUrl);
  if (isOf(finding, 'csp.refused') || isOf(finding, 'untagged.found'))
    return `Content-Security-Policy: script-src 'self' ${origin}; connect-src 'self' ${origin}`;
  if (isOf(finding, 'csp.silent')) return `Content-Security-Policy: …; report-uri ${cspReportUrl}`;
  if (isOf(finding, 'client_address.header_unread') || isOf(finding, 'client_address.proxy_untrusted'))
    return `CLIENT_IP_HEADER=${finding.names[0] ?? 'x-forwarded-for'}\nTRUSTED_PROXIES=private`;
  if (isOf(finding, 'client_address.shared') || isOf(finding, 'client_address.private'))
    return 'CLIENT_IP_HEADER=x-forwarded-for\nTRUSTED_PROXIES=private';
  if (isOf(finding, 'ad_blocker.blocked'))
    return `# ${scriptName}, ${collectPath} →\nTRACKER_SCRIPT_NAME=shop-app.js\nCOLLECT_PATH=/shop-api/notes`;
  return '';
};
