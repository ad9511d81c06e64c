import type { Span } from '../time/range.ts';
import { and, bind, type Fragment, sql } from './fragment.ts';

/** Which events are read. */
export interface Source {
  siteId: string;
  /** Without it, all events ever. */
  during?: Span | undefined;
  where: Fragment;
}

const moment = (epochMs: number) => sql`fromUnixTimestamp64Milli(${bind('Int64', epochMs)}, 'UTC')`;

/**
 * The only way to the events: `FROM ${eventsOf(…)}`. Every question reads one site, and people, never bots.
 * Conditions on kind and object stand where the primary key can use them.
 */
export const eventsOf = ({ siteId, during, where }: Source): Fragment => {
  const conditions = [sql`site_id = ${bind('String', siteId)}`, sql`is_bot = 0`];
  if (during) conditions.push(sql`time >= ${moment(during.startAt)}`, sql`time < ${moment(during.endAt)}`);
  return sql`events WHERE ${and([...conditions, where])}`;
};
