/** True when lists and objects lie more than this many levels deep in each other. Looks level by level: no stack runs out. */
export const isDeep = (body: unknown, maxLevels: number): boolean => {
  let level: object[] = typeof body === 'object' && body !== null ? [body] : [];
  for (let depth = 0; depth < maxLevels && level.length > 0; depth++)
    level = level.flatMap((outer) =>
      Object.values(outer).filter((inner): inner is object => typeof inner === 'object' && inner !== null),
    );
  return level.length > 0;
};
