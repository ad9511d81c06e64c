/** Edits (insert, delete, replace) that turn one text into the other: Levenshtein's distance. */
const editDistance = (from: string, to: string): number => {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, character] of [...from].entries()) {
    const current = [row + 1];
    for (let column = 0; column < to.length; column++) {
      const replaced = (previous[column] ?? 0) + (character === to[column] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
};

/** The known names, the ones closest to what was written first: a typing mistake finds its word on top. */
export const nearestFirst = (written: string, known: readonly string[]): string[] => {
  const distances = new Map(known.map((name) => [name, editDistance(written.toLowerCase(), name.toLowerCase())]));
  return [...distances].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).map(([name]) => name);
};

/** "did you mean" for a message, when something close is known. */
export const suggestion = (nearest: readonly string[]): string =>
  nearest[0] === undefined ? 'None is known yet.' : `Did you mean "${nearest[0]}"?`;
