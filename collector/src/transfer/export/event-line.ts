import type { StoreRow } from '@telltale/store';
import { contextColumns } from '../event-fields.ts';
import { asBoolean, asNumber, declaredProperty, moneyProperty } from '../flat-properties.ts';

/** One exported event: as a line of NDJSON, and as an import reads it. What is empty or unknown is left out. */
export type EventLine = Record<string, unknown> & { properties: Record<string, unknown> };

const NO_ID = '0000000000000000';

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** A dimension is stored as text; its kind says what it was. What the site named itself stays as it is stored. */
const typed = (kind: string, name: string, value: unknown): unknown => {
  const type = declaredProperty(kind, name)?.type;
  if (typeof value !== 'string') return value;
  if (type === 'number') return asNumber(value);
  return type === 'boolean' ? asBoolean(value) : value;
};

const propertiesOf = (row: StoreRow): Record<string, unknown> => {
  const kind = String(row.kind);
  const dimensions = objectOf(row.dimensions);
  const measures = objectOf(row.measures);
  const names = [...new Set([...Object.keys(dimensions), ...Object.keys(measures)])];
  const money = row.currency ? [[moneyProperty(kind)?.name ?? 'value', moneyOf(row)] as const] : [];
  return Object.fromEntries([
    ...names.map((name) => {
      const [dimension, measure] = [dimensions[name], measures[name]];
      const isMap = typeof (dimension ?? measure) === 'object';
      return [name, isMap ? { ...objectOf(dimension), ...objectOf(measure) } : typed(kind, name, dimension ?? measure)];
    }),
    ...money,
  ]);
};

const moneyOf = ({ amount_text, currency }: StoreRow) => ({ amount: String(amount_text), currency: String(currency) });

/** The first event of a page view has place 0; elsewhere 0 stands for what is not known. */
const isTold = ([name, value]: readonly [string, unknown]) =>
  value !== '' && value !== NO_ID && value !== undefined && (value !== 0 || name === 'seq');

/** Turns a row of an export's page into the event that is written. */
export const eventLine = (row: StoreRow): EventLine => {
  const own: Record<string, unknown> = {
    id: row.id,
    kind: row.kind,
    at: new Date(Number(row.at)).toISOString(),
    seq: row.seq,
    visitorId: row.visitor,
    sessionId: row.session,
    pageId: row.page,
    customerId: row.customer_id,
    hostname: row.hostname,
    path: row.path,
    search: row.search,
  };
  const context = Object.entries(contextColumns).map(([name, column]) => [name, row[column]] as const);
  const bot = row.is_bot ? { isBot: true, botReason: row.bot_reason } : {};
  const told = [...Object.entries(own), ...context, ...Object.entries(bot)].filter(isTold);
  return {
    ...Object.fromEntries(told),
    receivedAt: new Date(Number(row.received)).toISOString(),
    properties: propertiesOf(row),
  };
};
