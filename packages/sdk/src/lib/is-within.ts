/** True when `host` is the domain itself or a subdomain of it. */
export const isWithin = (host: string, domain: string): boolean => `.${host}`.endsWith(`.${domain}`);
