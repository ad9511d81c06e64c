/** Lets requests that wait go first. */
export const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
