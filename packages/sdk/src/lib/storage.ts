import { guard } from './guard.ts';

/** What is not permitted, forbidden or too much for the browser's storage lives as long as the page. */
const memory: Record<string, string | undefined> = {};

/** Where there is no storage: what cookies remember, and what lives as long as the page beside it. */
const cookies: Record<string, string | undefined> = {};

/** What cookies remember: choice, surveys seen, session, visitor, and that another cookie was set. All else would travel with each request of the page. */
const baked = 'chsvw';

let area = memory;
let prefix = '';

/** Several sites may share an origin: each key carries the site's. */
export const openStorage = (site: string): void => {
  prefix = `tt.${site}.`;
};

const readCookies = (): typeof cookies => {
  for (const [, name = '', value] of document.cookie.matchAll(/(\S+?)=([^;]*)/g)) cookies[name] = value;
  return cookies;
};

/** Until it is permitted nothing touches the browser's storage. Where that is forbidden, or a web view has none, cookies are read. */
export const permitStorage = (isPermitted: boolean): void => {
  area = (isPermitted && (guard(() => localStorage) ?? guard(readCookies))) || memory;
};

/** True where the browser's storage is not there, or not permitted. */
export const isWithoutStorage = (): boolean => area === memory || area === cookies;

/** The stored value, or undefined. */
export const readStored = (key: string): string | undefined => area[prefix + key] ?? memory[prefix + key];

/**
 * Stores a value, without ";" where cookies may have to keep it, for 400 days: browsers allow no more. Nothing, and it is forgotten. Over
 * plain http there is no cookie.
 */
export const writeStored = (key: string, value = ''): void => {
  const name = prefix + key;
  delete memory[name];
  try {
    if (area === cookies && baked.includes(key))
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and needs https.
      document.cookie = `${name}=${value};path=/;max-age=${value ? 34_560_000 : 0};samesite=lax;secure`;
    if (value) area[name] = value;
    else delete area[name];
  } catch {
    // The quota is used up.
    memory[name] = value;
  }
};

/** Forgets a value. */
export const removeStored = (key: string): void => writeStored(key);

/** Calls `visit` with each of the site's stored keys that begin with `start`, those of other pages and those in memory included. */
export const visitStored = (start: string, visit: (key: string) => void): void => {
  for (const key of new Set([...Object.keys(memory), ...Object.keys(area)]))
    if (key.startsWith(prefix + start)) visit(key.slice(prefix.length));
};
