import type { TimelineEvent } from '@telltale/query';

/** A trait of a customer as it was told last. */
export interface Trait {
  name: string;
  value: string | number;
  /** Epoch ms. */
  toldAt: number;
}

const PREFIX = 'traits.';

/** What the site told of a customer, each trait as it was told last, in the order of their names. The events come the latest first. */
export const traitsOf = (events: readonly TimelineEvent[], customerId: string): Trait[] => {
  const traits = new Map<string, Trait>();
  for (const { time, dimensions, measures, customerId: of } of events) {
    // Others may have signed in on the same browser.
    if (of !== customerId) continue;
    for (const [property, value] of Object.entries<string | number>({ ...dimensions, ...measures })) {
      const name = property.slice(PREFIX.length);
      if (property.startsWith(PREFIX) && !traits.has(name)) traits.set(name, { name, value, toldAt: time });
    }
  }
  return [...traits.values()].sort((one, other) => one.name.localeCompare(other.name));
};
