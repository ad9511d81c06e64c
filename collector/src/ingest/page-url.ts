/** A page's address, taken apart. `hostname` is empty when the sender gave a path only. */
export interface PageUrl {
  hostname: string;
  pathname: string;
  /** Without the leading "?". */
  search: string;
  parameters: URLSearchParams;
}

/** What stands for the page where there is none. */
export const noPage: PageUrl = { hostname: '', pathname: '', search: '', parameters: new URLSearchParams() };

/** The host that paths without one are read against; reserved by RFC 2606, so nobody's. */
const NO_HOST = 'nowhere.invalid';

/** Reads an address; `undefined` when it is none. */
export const readPageUrl = (address: string): PageUrl | undefined => {
  const base = `http://${NO_HOST}`;
  if (!URL.canParse(address, base)) return undefined;
  const { hostname, pathname, search, searchParams } = new URL(address, base);
  return {
    hostname: hostname === NO_HOST ? '' : hostname.replace(/\.$/, ''),
    pathname: pathname || '/',
    search: search.slice(1),
    parameters: searchParams,
  };
};
