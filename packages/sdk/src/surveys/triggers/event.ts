import { hear } from '../../lib/hear.ts';
import type { SurveyEventFilter } from '../survey-settings.ts';
import { triggerPart } from '../trigger-part.ts';

type Comparison = (value: unknown, wanted: unknown) => boolean;

const equal: Comparison = (value, wanted) => `${value}` === `${wanted}`;

const comparisons: Record<string, Comparison> = {
  is: equal,
  is_not: equal,
  contains: (value, wanted) => `${value}`.toLowerCase().includes(`${wanted}`.toLowerCase()),
  at_least: (value, wanted) => Number(value) >= Number(wanted),
  at_most: (value, wanted) => Number(value) <= Number(wanted),
};

/** What an event says by a name such as `props.plan`; of money the amount. */
const propertyOf = (properties: object, property: string): unknown => {
  let value: unknown = properties;
  for (const name of property.split('.')) value = (value as Record<string, unknown> | undefined)?.[name];
  return (value as { amount?: string } | undefined)?.amount ?? value;
};

const passes = (properties: object, { property, operator, values }: SurveyEventFilter): boolean => {
  const value = propertyOf(properties, property);
  let isAny = false;
  if (value !== undefined) for (const wanted of values) isAny ||= !!comparisons[operator]?.(value, wanted);
  return isAny !== (operator === 'is_not');
};

const whenEmitted = (
  { kind, filters = [] }: { kind: string; filters?: SurveyEventFilter[] | undefined },
  fire: (feature?: string) => void,
): void => {
  hear('emitted', (event) => {
    if (event.kind !== kind) return;
    for (const filter of filters) if (!passes(event.properties, filter)) return;
    fire((event.properties as { feature?: string }).feature);
  });
};

/** Due after an event. */
export const surveyEvent = /* @__PURE__ */ triggerPart('event', whenEmitted);

/** Due after clicks in anger: an event, too, by another name. */
export const surveyRageClick = /* @__PURE__ */ triggerPart('rage_click', whenEmitted);
