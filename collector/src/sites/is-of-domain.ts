import { domainToASCII } from 'node:url';
import { createMemo } from '../lib/memo.ts';

/** Owners have few domains, and each arrival asks for the same ones. */
const asciiOf = createMemo(1_000, domainToASCII);

/**
 * True when a host is one of the domains or lies below one. Owners write domains as people read them (`متجر.example`, `Shop.example`);
 * addresses carry them in lower case and as Punycode. Source: the URL Standard, "domain to ASCII".
 */
export const isOfDomain = (domains: readonly string[], hostname: string): boolean =>
  domains.some((written) => {
    const domain = asciiOf(written);
    return domain !== '' && (hostname === domain || hostname.endsWith(`.${domain}`));
  });
