import { createHash } from 'node:crypto';

/** A text as an id of 64 bits, 16 hex digits: the same text of the same site is the same id, in every collector and at any time. */
export const idOfText = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);

/**
 * The visitor that stands for a customer whose browser is not known. It follows from the customer alone: an event sent again then
 * meets its first copy, because events are told apart within a visitor.
 */
export const visitorOfCustomer = (siteId: string, customerId: string): string =>
  idOfText('customer', siteId, customerId);
