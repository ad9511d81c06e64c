import { createMemo } from '../lib/memo.ts';
import { scrubPath, scrubSearch } from '../lib/scrub.ts';

/** A page's address, taken apart. It is shared by all who read the same address: nobody changes it. */
export interface PageUrl {
  /** Empty when the sender gave a path only. */
  readonly hostname: string;
  readonly pathname: string;
  /** Without the leading "?". */
  readonly search: string;
  readonly parameters: URLSearchParams;
  /** `pathname` as it may be kept: see `scrubPath`. */
  readonly keptPath: string;
  /** `search` as it may be kept: see `scrubSearch`. */
  readonly keptSearch: string;
}

/** What an address without a query has: told by looking whether it is this one, which takes less than to ask for its size. */
export const noParameters = new URLSearchParams();

/** What stands for the page where there is none. */
export const noPage: PageUrl = {
  hostname: '',
  pathname: '',
  search: '',
  parameters: noParameters,
  keptPath: '',
  keptSearch: '',
};

/** The host that paths without one are read against; reserved by RFC 2606, so nobody's. */
const NO_HOST = 'nowhere.invalid';

/**
 * Addresses of which nothing is written otherwise by the URL Standard: the host is of letters and digits and ends in letters (so it is
 * no number in disguise, and no encoded word of another script), no part of the path is "." or "..", and the query has nothing to
 * encode. Nearly all are, and to take them apart like this takes a fifth of the time.
 */
const PLAIN =
  /^https?:\/\/([a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]+)((?:\/(?:[\w%~-]+(?:\.[\w%~-]+)*)?)*)(\?[\w.~=&%+-]*)?(?:#[\w.~=&%+/-]*)?$/;
/** An encoded dot is a dot. */
const ENCODED_DOT = /%2e/i;

/** The parts of an address: host, path, and query with its "?". @throws TypeError when it is none. */
const takeApart = (address: string): Pick<URL, 'hostname' | 'pathname' | 'search'> => {
  const plain = PLAIN.exec(address);
  if (!plain || ENCODED_DOT.test(address)) return new URL(address, `http://${NO_HOST}`);
  const [, hostname = '', pathname = '', search = ''] = plain;
  return { hostname, pathname, search: search === '?' ? '' : search };
};

const read = (address: string): PageUrl | false => {
  let url: ReturnType<typeof takeApart>;
  try {
    url = takeApart(address);
  } catch {
    return false;
  }
  const { hostname, search } = url;
  const pathname = url.pathname || '/';
  let parameters: URLSearchParams | undefined = search === '' ? noParameters : undefined;
  let keptPath: string | undefined;
  let keptSearch: string | undefined = search === '' ? '' : undefined;
  return {
    hostname: hostname === NO_HOST ? '' : hostname.replace(/\.$/, ''),
    pathname,
    search: search.slice(1),
    // Reading them takes as long as reading the rest, and many are asked for nothing but their path.
    get parameters() {
      parameters ??= new URLSearchParams(search);
      return parameters;
    },
    get keptPath() {
      keptPath ??= scrubPath(pathname);
      return keptPath;
    },
    get keptSearch() {
      keptSearch ??= scrubSearch(search.slice(1));
      return keptSearch;
    },
  };
};

/** A page's events come in several batches, and visitors see the same pages. Longest address: 2,048 characters. */
const remembered = createMemo(2_000, read);

/** Reads an address; `undefined` when it is none. */
export const readPageUrl = (address: string): PageUrl | undefined => remembered(address) || undefined;
