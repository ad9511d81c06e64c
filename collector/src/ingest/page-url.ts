import { createMemo } from '../lib/memo.ts';

/** A page's address, taken apart. It is shared by all who read the same address: nobody changes it. */
export interface PageUrl {
  /** Empty when the sender gave a path only. */
  readonly hostname: string;
  readonly pathname: string;
  /** Without the leading "?". */
  readonly search: string;
  readonly parameters: URLSearchParams;
}

const noParameters = new URLSearchParams();

/** What stands for the page where there is none. */
export const noPage: PageUrl = { hostname: '', pathname: '', search: '', parameters: noParameters };

/** The host that paths without one are read against; reserved by RFC 2606, so nobody's. */
const NO_HOST = 'nowhere.invalid';

const read = (address: string): PageUrl | false => {
  let url: URL;
  try {
    url = new URL(address, `http://${NO_HOST}`);
  } catch {
    return false;
  }
  const { hostname, pathname, search } = url;
  let parameters: URLSearchParams | undefined = search === '' ? noParameters : undefined;
  return {
    hostname: hostname === NO_HOST ? '' : hostname.replace(/\.$/, ''),
    pathname: pathname || '/',
    search: search.slice(1),
    // Reading them takes as long as reading the rest, and many are asked for nothing but their path.
    get parameters() {
      parameters ??= new URLSearchParams(search);
      return parameters;
    },
  };
};

/** A page's events come in several batches, and visitors see the same pages. Longest address: 2,048 characters. */
const remembered = createMemo(2_000, read);

/** Reads an address; `undefined` when it is none. */
export const readPageUrl = (address: string): PageUrl | undefined => remembered(address) || undefined;
