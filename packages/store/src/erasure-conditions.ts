import type { Params } from './engine/engine.ts';
import type { EventSelection } from './erasure.ts';

/** Part of a WHERE clause with the values bound in it. */
export interface Condition {
  sql: string;
  params: Params;
}

const instant = (name: string) => `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`;

/** Rows of `events` that the selection covers; `index` keeps the names of several selections' values apart. */
export const eventCondition = (selection: EventSelection, index: number): Condition => {
  const params: Record<string, unknown> = {};
  const bind = (name: string, value: unknown) => {
    params[`${name}${index}`] = value;
    return `${name}${index}`;
  };
  const { siteId, visitorIds, customerId, from, before, receivedUntil } = selection;
  const parts = [`site_id = {${bind('site', siteId)}:String}`];
  const ofVisitors = () => `visitor_id IN {${bind('visitors', visitorIds?.map(BigInt))}:Array(UInt64)}`;
  if (customerId !== undefined) {
    const carried = `customer_id = {${bind('customer', customerId)}:String}`;
    parts.push(visitorIds?.length ? `(${carried} OR (customer_id = '' AND ${ofVisitors()}))` : carried);
  } else if (visitorIds !== undefined) parts.push(ofVisitors());
  if (from !== undefined) parts.push(`time >= ${instant(bind('from', from))}`);
  if (before !== undefined) parts.push(`time < ${instant(bind('before', before))}`);
  if (receivedUntil !== undefined) parts.push(`received_at <= ${instant(bind('received', receivedUntil))}`);
  return { sql: `(${parts.join(' AND ')})`, params };
};

/** What any of the conditions covers. */
export const either = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.map(({ sql }) => sql).join(' OR '),
  params: Object.assign({}, ...conditions.map(({ params }) => params)) as Params,
});

/**
 * Rows of `rejected_events` that the selection covers, nothing when there can be none. A refused event has no columns of its own: a
 * person is looked for in its text, as the collector writes it and as a sender may have. Nor has it a time that can be trusted: what counts
 * is when it was received.
 */
export const rejectionCondition = (selection: EventSelection): Condition | undefined => {
  const { siteId, visitorIds = [], customerId, from, before, receivedUntil } = selection;
  const isPerson = customerId !== undefined || selection.visitorIds !== undefined;
  if (isPerson && receivedUntil === undefined) return undefined;
  const params: Record<string, unknown> = { site: siteId };
  const parts = ['site_id = {site:String}'];
  if (isPerson) {
    const hex = (visitorId: string) => BigInt(visitorId).toString(16).padStart(16, '0');
    const named = JSON.stringify(customerId ?? '');
    params.texts = [
      ...visitorIds.flatMap((id) => [`"visitor_id":"${id}"`, `"visitorId":"${hex(id)}"`]),
      ...(customerId === undefined ? [] : [`"customer_id":${named}`, `"customerId":${named}`]),
    ];
    parts.push('arrayExists(text -> position(context, text) > 0 OR position(event, text) > 0, {texts:Array(String)})');
  }
  const bound = (name: string, operator: string, value: number | undefined) => {
    if (value === undefined) return;
    params[name] = value;
    parts.push(`received_at ${operator} ${instant(name)}`);
  };
  bound('from', '>=', from);
  bound('before', '<', before);
  bound('received', '<=', receivedUntil);
  return { sql: parts.join(' AND '), params };
};
