import { domainToASCII } from 'node:url';

/**
 * True when a host is one of the domains or lies below one. Owners write domains as people read them (`متجر.example`, `Shop.example`);
 * addresses carry them in lower case and as Punycode. Source: the URL Standard, "domain to ASCII".
 */
export const isOfDomain = (domains: readonly string[], hostname: string): boolean =>
  domains.some((written) => {
    const domain = domainToASCII(written);
    return domain !== '' && (hostname === domain || hostname.endsWith(`.${domain}`));
  });
