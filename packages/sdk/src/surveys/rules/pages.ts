import { page } from '../../lib/page.ts';
import type { Recorder } from '../../recorder.ts';
import { gates } from '../gates.ts';

/** As people write it: percent-encoded only where it must be. */
const currentPath = (): string => {
  const { pathname } = new URL(page.url);
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
};

/** Holds surveys back on pages that are not theirs. */
export const surveyPages: Recorder = () => {
  gates.pages = ({ pages }) => !!pages && !new RegExp(pages).test(currentPath());
  gates.exceptPages = ({ exceptPages }) => !!exceptPages && new RegExp(exceptPages).test(currentPath());
  return undefined;
};
