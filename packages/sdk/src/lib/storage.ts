import { guard } from './guard.ts';

/** What is not permitted, forbidden or too much for the browser's storage lives as long as the page. */
const memory: Record<string, string | undefined> = {};

/** What cookies remember where there is no storage: choice, surveys seen, session, visitor, and that another cookie was set. All else would travel with each request of the page. */
const baked = /[chsvw]/;

let area = memory;
let prefix = '';

/** Several sites may share an origin: each key carries the site's. */
export const openStorage = (site: string): void => {
  prefix = `tt.${site}.`;
};

/** Keeps a value without ";" in a first-party cookie, '' takes it away; over plain http there is none. For 400 days: browsers allow no more. */
const bake = (key: string, value: string): void => {
  if (isWithoutStorage() && baked.test(key))
    guard(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and needs https.
      document.cookie = `${prefix}${key}=${value};path=/;max-age=${value ? 34_560_000 : 0};samesite=lax;secure`;
    });
};

const readCookies = (): undefined => {
  for (const [, name = '', value] of document.cookie.matchAll(/(\S+?)=([^;]*)/g)) memory[name] = value;
};

/** Until it is permitted nothing touches the browser's storage. Where that is forbidden, or a web view has none, cookies are read. */
export const permitStorage = (isPermitted: boolean): void => {
  area = (isPermitted && (guard(() => localStorage) ?? guard(readCookies))) || memory;
};

/** True where the browser's storage is not there, or not permitted. */
export const isWithoutStorage = (): boolean => area === memory;

/** The stored value, or undefined. */
export const readStored = (key: string): string | undefined => area[prefix + key] ?? memory[prefix + key];

/** Stores a value. */
export const writeStored = (key: string, value: string): void => {
  bake(key, value);
  try {
    area[prefix + key] = value;
  } catch {
    // The quota is used up.
    memory[prefix + key] = value;
  }
};

/** Forgets a value. */
export const removeStored = (key: string): void => {
  bake(key, '');
  delete area[prefix + key];
  delete memory[prefix + key];
};

/** Calls `visit` with each of the site's stored keys that begin with `start`, those of other pages and those in memory included. */
export const visitStored = (start: string, visit: (key: string) => void): void => {
  for (const key of new Set([...Object.keys(memory), ...Object.keys(area)]))
    if (key.startsWith(prefix + start)) visit(key.slice(prefix.length));
};
