import { guard } from './guard.ts';
import type { SelectorRule } from './join-selectors.ts';

/** The first of the rules whose selector means the element. */
export const ruleFor = <Rule extends SelectorRule>(element: Element, rules: Iterable<Rule> = []): Rule | undefined => {
  for (const rule of rules) if (guard(() => element.matches(rule.selector))) return rule;
  return undefined;
};
