/** Reads what was kept under a key; what cannot be read counts as not kept. */
const read = (storage: Storage, key: string): unknown => {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
};

/** A value that outlives the page: `localStorage` for the cart, `sessionStorage` for what the tab needs. */
export const keep = <Value>(storage: Storage, key: string, empty: () => Value) => ({
  get: (): Value => (read(storage, key) as Value | null) ?? empty(),
  set(value: Value): void {
    try {
      storage.setItem(key, JSON.stringify(value));
    } catch {
      // Storage is full or forbidden: the shop forgets, but works.
    }
  },
  clear: (): void => storage.removeItem(key),
});
