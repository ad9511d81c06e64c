/** How many events, whatever the reason. */
export const countOf = (reasons: Readonly<Record<string, number>>): number =>
  Object.values(reasons).reduce((total, events) => total + events, 0);
