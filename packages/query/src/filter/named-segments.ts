/**
 * The ids of the saved segments that a definition, or a condition, names anywhere, one as `segment` or several as `segments`. Whatever somebody sent can be looked through: level by
 * level, so no stack runs out.
 */
export const namedSegments = (body: unknown): string[] => {
  const ids = new Set<string>();
  let level: unknown[] = [body];
  while (level.length > 0) {
    const objects = level.filter((some): some is object => typeof some === 'object' && some !== null);
    for (const some of objects) {
      const id: unknown = Array.isArray(some) ? undefined : Reflect.get(some, 'segment');
      if (typeof id === 'string') ids.add(id);
      const several: unknown = Array.isArray(some) ? undefined : Reflect.get(some, 'segments');
      if (Array.isArray(several)) for (const one of several) if (typeof one === 'string') ids.add(one);
    }
    level = objects.flatMap((some) => Object.values(some));
  }
  return [...ids];
};
