/** The browser's own, even when the page replaces it later. */
export const toJson = JSON.stringify;

/** As before. */
export const fromJson = JSON.parse;
