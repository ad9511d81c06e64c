import type { FormsDefinitionInput } from '@telltale/query';
import { ownValues } from '../../state/own.ts';

/** What can be asked of the people of a form. */
export const outcomes = [
  'seen',
  'started',
  'submitted',
  'abandoned',
  'open',
  'untouched',
] as const satisfies readonly NonNullable<FormsDefinitionInput['people']>['outcome'][];

/** What became of a form. */
export type FormOutcome = (typeof outcomes)[number];

/** The people that the address asks for. */
export interface ListedForm {
  form: string;
  outcome: FormOutcome;
}

/** Reads whose people the address asks for; undefined where it asks for none. */
export const readListed = (): ListedForm | undefined => {
  const { listed } = ownValues();
  if (typeof listed !== 'object' || listed === null || !('form' in listed) || !('outcome' in listed)) return undefined;
  const outcome = outcomes.find((known) => known === listed.outcome);
  return typeof listed.form === 'string' && outcome ? { form: listed.form, outcome } : undefined;
};
