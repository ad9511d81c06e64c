import { resolveCustomer } from '../../filter/customer.ts';
import type { EventReference } from '../../filter/definition.ts';
import type { QuestionContext } from '../../question.ts';
import { type Fragment, sql } from '../../sql/fragment.ts';
import { sessionUnit } from '../../sql/unit-rows.ts';
import type { FunnelDefinition } from './definition.ts';

/** How units are told apart. */
interface Unit {
  /** What tells whose an event is. */
  key: Fragment;
  /**
   * The same as a UInt64: of a session or a customer a hash. Of ten million, two are taken for one in three questions of a million.
   */
  number: Fragment;
  /** What the unit is listed by, where its number is not: the visitor's id, 16 hex digits, or the customer. */
  id: Fragment | undefined;
  /** What an event must be to be of a unit at all. */
  isOne: Fragment[];
}

/** How the units of a funnel over these events are told apart. */
export const unitOf = (
  { unit }: FunnelDefinition,
  events: readonly EventReference[],
  { catalog }: QuestionContext,
): Unit => {
  const visitor = sql`visitor_id`;
  if (unit === 'visitor') return { key: visitor, number: visitor, id: undefined, isOne: [] };
  if (unit === 'session')
    return {
      key: sql`visitor_id, session_id`,
      number: sessionUnit,
      id: sql`leftPad(lower(hex(visitor_id)), 16, '0')`,
      // Events that only the site's server told have no session.
      isOne: [sql`session_id != 0`],
    };
  const kinds = events.map(({ kind }) => kind);
  const customer = resolveCustomer(kinds, catalog);
  return { key: customer, number: sql`sipHash64(${customer})`, id: customer, isOne: [sql`${customer} != ''`] };
};
