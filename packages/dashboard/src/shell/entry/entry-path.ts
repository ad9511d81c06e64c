/** What was opened: a link that signs in, one that makes an account, or neither. */
export interface EntryPath {
  purpose: 'sign-in' | 'account';
  token: string;
}

const tokenShape = /^[\w-]{20,200}$/;

/** Reads a link of this collector, as a person opens or pastes it; undefined when it is none. */
export const readEntryLink = (text: string): EntryPath | undefined => {
  if (!URL.canParse(text.trim(), location.origin)) return undefined;
  const { pathname, search, hash } = new URL(text.trim(), location.origin);
  const place = pathname.split('/').at(-1);
  const token = new URLSearchParams(place === 'sign-in' ? search : hash.slice(1)).get('token') ?? '';
  if (!tokenShape.test(token)) return undefined;
  if (place === 'sign-in') return { purpose: 'sign-in', token };
  return place === 'sign-up' || place === 'join' ? { purpose: 'account', token } : undefined;
};

/** What the address of the page is. */
export const entryPath = (): EntryPath | undefined => readEntryLink(location.href);
