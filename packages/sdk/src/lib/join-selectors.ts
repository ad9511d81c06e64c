import { guard } from './guard.ts';

/** What a site's settings say about the elements that a selector means. */
export interface SelectorRule {
  selector: string;
}

/** One selector for all of them. One that the browser does not understand leaves the others as they are. */
export const joinSelectors = (own: string, given: Iterable<SelectorRule | string> = []): string => {
  let joined = own;
  for (const one of given)
    guard(() => {
      const selector = (one as SelectorRule).selector ?? one;
      // Brackets that are left open would swallow what follows: `a` behind them says whether they are.
      new DocumentFragment().querySelector(`${selector},a`);
      joined += `,${selector}`;
    });
  return joined;
};
