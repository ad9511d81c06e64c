import { catalog, type Event, type ServerEvent } from '@telltale/protocol';
import { readBySchema } from '../lib/read-by-schema.ts';
import type { Arrival } from './arrival.ts';
import { compiledServerEventSchema } from './compiled-schemas.ts';
import { cutDeeperThan, KEPT_LEVELS } from './depth.ts';
import { idOfText, visitorOfCustomer } from './id-of-text.ts';
import { noPage, readPageUrl } from './page-url.ts';
import { type Fault, faultOf, type JudgedEnvelope, type Judgement, kindOf, MAX_EVENT_AGE_MS } from './validate.ts';

/** Two servers' clocks differ by less; what is further ahead was never meant as "now". */
const MAX_CLOCK_AHEAD_MS = 300_000;

/** An event without a page view has no page id. */
const NO_ID = '0000000000000000';

const onceBy = new Map(catalog.map(({ kind, countsOnceBy }) => [kind as string, countsOnceBy]));

const propertyOf = ({ properties }: ServerEvent, name: string | undefined): string => {
  const value = name === undefined ? undefined : (properties as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
};

/** The event's id: the sender's own, or made of what its kind counts once by. */
const idOf = (event: ServerEvent): string | undefined => {
  if (event.id !== undefined) return /^[0-9a-f]{16}$/.test(event.id) ? event.id : idOfText('event', event.id);
  const value = propertyOf(event, onceBy.get(event.kind));
  return value === '' ? undefined : idOfText('once', event.kind, value);
};

const noId: Fault = {
  code: 'invalid_event',
  path: 'id',
  message: 'The event needs an id of its own, of any form: sent again under the same id, it counts once.',
};
const nobody: Fault = {
  code: 'invalid_event',
  path: 'customerId',
  message: 'The event must name whose it is: customerId, visitorId, or both.',
};
const badUrl: Fault = { code: 'invalid_url', path: 'url', message: "The event's url is not an address." };
const tooOld: Fault = { code: 'too_old', path: 'at', message: 'The event happened more than 90 days ago.' };
const inFuture: Fault = {
  code: 'in_future',
  path: 'at',
  message: 'The event would happen more than 5 minutes from now; "at" is in epoch milliseconds, UTC.',
};

/** @returns the event in an envelope of its own, or why not. */
const judge = (candidate: unknown, index: number, { site, receivedAt }: Arrival): JudgedEnvelope | Fault => {
  const { data: event, error } = readBySchema(compiledServerEventSchema, candidate);
  if (!event) return faultOf(error);
  const id = idOf(event);
  if (id === undefined) return noId;
  // What an event says in its properties it need not say twice.
  const customerId = event.customerId ?? propertyOf(event, 'customerId');
  if (!event.visitorId && !customerId) return nobody;
  const page = event.url === undefined ? noPage : readPageUrl(event.url);
  if (!page) return badUrl;
  const { at = receivedAt } = event;
  if (receivedAt - at > MAX_EVENT_AGE_MS) return tooOld;
  if (at - receivedAt > MAX_CLOCK_AHEAD_MS) return inFuture;
  return {
    envelope: {
      visitorId: event.visitorId ?? visitorOfCustomer(site.id, customerId),
      sessionId: event.sessionId ?? NO_ID,
      pageId: NO_ID,
      ...(customerId && { customerId }),
      url: event.url ?? '',
    },
    page,
    events: [{ id, kind: event.kind, at: Math.min(at, receivedAt), seq: index, properties: event.properties } as Event],
  };
};

const urlOf = (candidate: unknown): string =>
  typeof candidate === 'object' && candidate !== null && 'url' in candidate && typeof candidate.url === 'string'
    ? candidate.url.slice(0, 300)
    : '';

/**
 * Judges each event that a site's server sent alone. Its secret key vouches for it: any page and domain may be named, its clock is
 * believed, and no session is made up where none is told.
 */
export const judgeServerEvents = (candidates: readonly unknown[], arrival: Arrival): Judgement => {
  const judgement: Judgement = { envelopes: [], rejected: [] };
  for (const [index, candidate] of candidates.entries()) {
    const judged = judge(candidate, index, arrival);
    if ('envelope' in judged) judgement.envelopes.push(judged);
    else
      judgement.rejected.push({
        rejection: { index, ...judged },
        kind: kindOf(candidate),
        url: urlOf(candidate),
        event: cutDeeperThan(candidate, KEPT_LEVELS),
      });
  }
  return judgement;
};
