const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Where the JSON text that begins at `start` with a quote ends. */
const endOfText = (json: string, start: number): number => {
  let end = start;
  let escapes: number;
  do {
    end = json.indexOf('"', end + 1);
    escapes = 0;
    while (json.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes += 1;
  } while (escapes % 2 === 1);
  return end;
};

/** True when valid JSON nests lists and objects deeper than `levels`. Texts, most of a batch, are skipped at once. */
export const isDeeperThan = (json: string, levels: number): boolean => {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) at = endOfText(json, at);
    // "[" and "{", "]" and "}" differ in this one bit.
    else if ((code | 0x20) === 0x7b) {
      depth += 1;
      if (depth > levels) return true;
    } else if ((code | 0x20) === 0x7d) depth -= 1;
  }
  return false;
};

/** Empties, in place, what is nested deeper than `levels`. Goes level by level: it needs no stack. */
export const cutDeeperThan = (value: unknown, levels: number): unknown => {
  let level: unknown[] = [value];
  for (let depth = 1; depth < levels; depth += 1)
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []));
  for (const part of level) {
    if (Array.isArray(part)) part.length = 0;
    else if (typeof part === 'object' && part !== null)
      for (const name of Object.keys(part)) delete (part as Record<string, unknown>)[name];
  }
  return value;
};
