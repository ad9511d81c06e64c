/** Where links to boards lead. */
const SHARED_PATH = '/shared';

/** The token of the link that was opened; undefined where none was. */
export const sharedToken = (): string | undefined =>
  location.pathname === SHARED_PATH ? location.hash.slice(1) : undefined;
