import { RowBinaryReader } from '../../sql/row-binary.ts';

/** What an event is to checkouts: the lowest three bits of its mask. */
export const EVENT = { activity: 0, step: 1, field: 2, purchase: 3, answer: 4 } as const;
/** The bit of an event that passes the question's filters. */
export const PASSES = 8;

/** One event, as the query answers it. */
export interface CheckoutEvent {
  /** Epoch ms. */
  time: number;
  /** 16 hex digits. */
  eventId: string;
  what: number;
  passes: boolean;
  customerId: string;
  texts: readonly string[];
  numbers: readonly number[];
}

/** All that one visitor did, in the order of emission. */
export interface VisitorEvents {
  visitorId: string;
  events: readonly CheckoutEvent[];
}

const listOf = <Item>(length: number, read: () => Item): Item[] => {
  const items: Item[] = [];
  for (let index = 0; index < length; index++) items.push(read());
  return items;
};

/** Reads the answer of the compiled query. */
export const readVisitors = function* (bytes: Uint8Array): Generator<VisitorEvents> {
  const reader = new RowBinaryReader(bytes);
  const event = (): CheckoutEvent => {
    const time = reader.float64();
    const eventId = reader.id64();
    const mask = reader.uint32();
    return {
      time,
      eventId,
      what: mask % PASSES,
      passes: mask >= PASSES,
      customerId: reader.text(),
      texts: listOf(reader.length(), () => reader.text()),
      numbers: listOf(reader.length(), () => reader.float64()),
    };
  };
  while (!reader.isAtEnd()) {
    const visitorId = reader.id64();
    yield { visitorId, events: listOf(reader.length(), event) };
  }
};
