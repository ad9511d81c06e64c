import { type People, pageOfIds, pageOfPeople } from '../../people.ts';
import type { FunnelDefinition } from './definition.ts';
import type { Verdict } from './evaluate.ts';
import type { FunnelCustomers } from './result.ts';

type Asked = NonNullable<FunnelDefinition['people']>;

/** Lists units by what became of them. */
export const createPeople = ({ outcome, step, ...asked }: Asked) => {
  const listed = new Set<string>();
  return {
    add: (verdict: Verdict, id: string): void => {
      if (verdict.outcome === outcome && (step === undefined || verdict.lastStep === step - 1)) listed.add(id);
    },
    visitors: (): People => pageOfPeople([...listed], asked),
    customers: (): FunnelCustomers => {
      const { ids, ...counted } = pageOfIds([...listed], asked);
      return { ...counted, customerIds: ids };
    },
  };
};
