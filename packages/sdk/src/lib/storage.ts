/** What is not permitted, forbidden or too much for the browser's storage lives as long as the page. */
const memory: Record<string, string | undefined> = {};

let area = memory;
let prefix = '';

/** Several sites may share an origin: each key carries the site's. */
export const openStorage = (site: string): void => {
  prefix = `tt.${site}.`;
};

/** Until it is permitted nothing touches the browser's storage. */
export const permitStorage = (isPermitted: boolean): void => {
  area = memory;
  try {
    if (isPermitted) area = localStorage;
  } catch {
    // The browser forbids it.
  }
};

/** The stored value, or undefined. */
export const readStored = (key: string): string | undefined => area[prefix + key] ?? memory[prefix + key];

/** Stores a value. */
export const writeStored = (key: string, value: string): void => {
  try {
    area[prefix + key] = value;
  } catch {
    // The quota is used up.
    memory[prefix + key] = value;
  }
};

/** Forgets a value. */
export const removeStored = (key: string): void => {
  delete area[prefix + key];
  delete memory[prefix + key];
};

/** Calls `visit` with each of the site's stored keys that begin with `start`, those of other pages and those in memory included. */
export const visitStored = (start: string, visit: (key: string) => void): void => {
  for (const key of new Set([...Object.keys(memory), ...Object.keys(area)]))
    if (key.startsWith(prefix + start)) visit(key.slice(prefix.length));
};
