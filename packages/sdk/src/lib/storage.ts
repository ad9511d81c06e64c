import { guard } from './guard.ts';

let prefix = '';
let isPermitted = false;
const memory = new Map<string, string>();

/** Several sites may share an origin: each key carries the site's. */
export const openStorage = (site: string): void => {
  prefix = `tt.${site}.`;
};

/** Until it is permitted nothing touches the browser's storage: values live as long as the page. */
export const permitStorage = (isAllowed: boolean): void => {
  isPermitted = isAllowed;
};

/** The stored value, or undefined. Storage that is forbidden or full degrades to memory. */
export const readStored = (key: string): string | undefined =>
  memory.get(key) ?? ((isPermitted && guard(() => localStorage.getItem(prefix + key))) || undefined);

/** Stores a value. Answers whether it will outlive the page. */
export const writeStored = (key: string, value: string): boolean => {
  const isStored = isPermitted && guard(() => localStorage.setItem(prefix + key, value) === undefined);
  if (isStored) memory.delete(key);
  else memory.set(key, value);
  return !!isStored;
};

/** Forgets a value. */
export const removeStored = (key: string): void => {
  memory.delete(key);
  guard(() => localStorage.removeItem(prefix + key));
};

/** Calls `visit` with each of the site's stored keys that begin with `start`, those of other pages included. */
export const visitStored = (start: string, visit: (key: string) => void): void => {
  if (isPermitted)
    guard(() => {
      for (const key of Object.keys(localStorage)) if (key.startsWith(prefix + start)) visit(key.slice(prefix.length));
    });
};
