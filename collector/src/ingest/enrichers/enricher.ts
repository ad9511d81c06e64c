import type { Envelope } from '@telltale/protocol';
import type { EventRow } from '@telltale/store';
import type { Arrival } from '../arrival.ts';
import type { PageUrl } from '../page-url.ts';

/** Columns that each event of an envelope has for itself. */
export type OwnColumns = Pick<
  EventRow,
  'kind' | 'object' | 'time' | 'seq' | 'event_id' | 'amount' | 'currency' | 'dimensions' | 'measures'
>;

/** Columns that all events of one envelope share: what enrichers fill. */
export type SharedColumns = Omit<EventRow, keyof OwnColumns>;

/** What an enricher may look at. */
export interface Subject {
  arrival: Arrival;
  envelope: Envelope;
  page: PageUrl;
  /** Where the visitor came from; absent when unknown or not an address. */
  referrer: PageUrl | undefined;
}

/** Adds what only the server knows. */
export interface Enricher {
  name: string;
  /** Returns the columns it fills; `columns` holds what the enrichers before it in the list have filled. */
  enrich(subject: Subject, columns: Readonly<SharedColumns>): Partial<SharedColumns>;
}
