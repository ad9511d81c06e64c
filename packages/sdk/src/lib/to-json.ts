/** The browser's own, even when the page replaces it later. */
export const { stringify: toJson, parse: fromJson } = JSON;
