/** One person: a visitor's browser, or a customer on any browser. */
export type Person = { visitorId: string } | { customerId: string };

/** The person that the panel's part of the address names; undefined where it names none. */
export const personOf = (own: unknown): Person | undefined => {
  if (typeof own !== 'object' || own === null) return undefined;
  if ('visitorId' in own && typeof own.visitorId === 'string' && own.visitorId) return { visitorId: own.visitorId };
  if ('customerId' in own && typeof own.customerId === 'string' && own.customerId)
    return { customerId: own.customerId };
  return undefined;
};
