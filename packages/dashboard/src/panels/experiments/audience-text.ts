import type { Experiment } from './experiment.ts';

type Parameter = NonNullable<NonNullable<Experiment['audience']>['parameters']>[number];

/** A query parameter as people write it: `name=value`, or `name` for any value. */
export const parameterText = ({ name, value }: Parameter): string => (value === undefined ? name : `${name}=${value}`);

/** The parameter that a text means. */
export const parameterOf = (text: string): Parameter => {
  const at = text.indexOf('=');
  return at < 0 ? { name: text } : { name: text.slice(0, at), value: text.slice(at + 1) };
};
