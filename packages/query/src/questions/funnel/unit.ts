import { resolveCustomer } from '../../filter/customer.ts';
import type { EventReference } from '../../filter/definition.ts';
import type { QuestionContext } from '../../question.ts';
import { type Fragment, sql } from '../../sql/fragment.ts';
import type { FunnelDefinition } from './definition.ts';

/** How units are told apart. */
interface Unit {
  /** What tells whose an event is. */
  key: Fragment;
  /** The same as columns of the rows. */
  columns: Fragment;
  /** What the rows are grouped by. */
  grouped: Fragment;
  /** What the unit is listed by: the visitor's id, UInt64, or the customer, String. */
  id: Fragment;
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
  if (unit === 'visitor') return { key: visitor, columns: visitor, grouped: visitor, id: visitor, isOne: [] };
  if (unit === 'session') {
    const session = sql`visitor_id, session_id`;
    // Events that only the site's server told have no session.
    return { key: session, columns: session, grouped: session, id: visitor, isOne: [sql`session_id != 0`] };
  }
  const kinds = events.map(({ kind }) => kind);
  const customer = resolveCustomer(kinds, catalog);
  return {
    key: customer,
    columns: sql`${customer} AS customer`,
    grouped: sql`customer`,
    id: sql`customer`,
    isOne: [sql`${customer} != ''`],
  };
};
