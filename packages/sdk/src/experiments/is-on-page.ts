import type { ExperimentSettings } from '../settings.ts';

const literalPath = (text: string): string => text.replace(/[^\p{L}\p{M}\p{N}]/gu, '\\$&');

/** A path as people write it: letters of any alphabet instead of their percent-encoding. */
const readablePath = (path: string): string => {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};

const isAmongPaths = (path: string, patterns: readonly string[]): boolean => {
  for (const pattern of patterns) {
    const expression = readablePath(pattern).split('*').map(literalPath).join('.*');
    if (new RegExp(`^${expression}$`, 'su').test(readablePath(path))) return true;
  }
  return false;
};

/** Whether an experiment runs on this path. A pattern's "*" stands for any characters. */
export const isOnPage = ({ pages }: ExperimentSettings, path: string): boolean =>
  !pages || ((!pages.include[0] || isAmongPaths(path, pages.include)) && !isAmongPaths(path, pages.exclude));
