import type { People } from '../../people.ts';
import type { FunnelDefinition } from './definition.ts';
import type { Verdict } from './evaluate.ts';
import type { FunnelCustomers } from './result.ts';

type Asked = NonNullable<FunnelDefinition['people']>;

/** Lists units by what became of them. */
export const createPeople = ({ outcome, step, limit, after = '' }: Asked) => {
  const listed = new Set<string>();
  const page = () => {
    const rest = [...listed].filter((id) => id > after).sort();
    const ids = rest.slice(0, limit);
    return { count: listed.size, ids, nextAfter: rest.length > limit ? (ids.at(-1) ?? null) : null };
  };
  return {
    add: (verdict: Verdict, id: string): void => {
      if (verdict.outcome === outcome && (step === undefined || verdict.lastStep === step - 1)) listed.add(id);
    },
    visitors: (): People => {
      const { count, ids, nextAfter } = page();
      return { count, visitorIds: ids, nextAfter };
    },
    customers: (): FunnelCustomers => {
      const { count, ids, nextAfter } = page();
      return { count, customerIds: ids, nextAfter };
    },
  };
};
