import {
  type Envelope,
  type Event,
  eventKinds,
  MAX_EVENTS_PER_BATCH,
  type Rejection,
  type UnjudgedBatch,
  WIRE_VERSION,
} from '@telltale/protocol';
import type { z } from 'zod';
import { readBySchema } from '../lib/read-by-schema.ts';
import { Refusal } from '../lib/refusal.ts';
import { isOfDomain } from '../sites/is-of-domain.ts';
import type { Arrival } from './arrival.ts';
import { clockOffsetMs, correctedTime } from './clock-skew.ts';
import { compiledBatchSchema, compiledEventSchema } from './compiled-schemas.ts';
import { cutDeeperThan, KEPT_LEVELS } from './depth.ts';
import { originFault } from './origin-fault.ts';
import { noPage, type PageUrl, readPageUrl } from './page-url.ts';

/** Events older than this are refused: they would change figures that people have long read. 90 days. */
export const MAX_EVENT_AGE_MS = 90 * 86_400_000;

/** One envelope with the events that passed, their times already by the collector's clock. */
export interface JudgedEnvelope {
  envelope: Envelope;
  page: PageUrl;
  events: Event[];
}

/** A refused event, with what is needed to show it to the site's owner. */
export interface RejectedEvent {
  rejection: Rejection;
  /** What the sender called it, if anything. */
  kind: string;
  url: string;
  /** As it was sent; what is nested deeper than 32 levels is emptied. */
  event: unknown;
  /** Where it stood in the tag's batch; a server's event says all of itself. */
  inBatch?: { envelope: Envelope; page: PageUrl; sentAt: number };
}

/** A batch's events, the good apart from the bad. */
export interface Judgement {
  envelopes: JudgedEnvelope[];
  rejected: RejectedEvent[];
}

/** Why an event was refused, its place in the batch not yet said. */
export type Fault = Omit<Rejection, 'index'>;

const kindNames = eventKinds.map(({ kind }) => kind);
const pathOf = (issue: z.core.$ZodIssue) => issue.path.join('.');
/** Messages quote what was sent; a sender must not be able to make them long. */
const brief = (message: string) => message.slice(0, 300);

/** The first of an event's faults, in words for its sender. */
export const faultOf = (error: z.ZodError): Fault => {
  const [issue] = error.issues;
  if (!issue) return { code: 'invalid_event', path: '', message: 'The event is not valid.' };
  const path = pathOf(issue);
  if (issue.code === 'invalid_union' && path === 'kind')
    return { code: 'unknown_kind', path, message: `There is no such event kind; known are ${kindNames.join(', ')}.` };
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    return {
      code: 'unknown_property',
      path: brief(path ? `${path}.${key}` : key),
      message: brief(`There is no such property: ${JSON.stringify(key)}.`),
    };
  }
  return {
    code: path.startsWith('properties') ? 'invalid_property' : 'invalid_event',
    path: brief(path),
    message: brief(issue.message),
  };
};

/**
 * Judges what a batch says about itself; its events are judged by `judgeEvents`.
 * @throws Refusal `unsupported_version`, `invalid_batch` or `too_many_events`: nothing of it is taken.
 */
export const judgeBatch = (body: unknown): UnjudgedBatch => {
  const { data: batch, error } = readBySchema(compiledBatchSchema, body);
  if (!batch) {
    const [issue] = error.issues;
    if (issue?.path.length === 1 && issue.path[0] === 'v')
      throw new Refusal(400, 'unsupported_version', `The batch must say "v": ${WIRE_VERSION}.`, { path: 'v' });
    throw new Refusal(400, 'invalid_batch', brief(issue?.message ?? 'The batch is not valid.'), {
      path: issue ? brief(pathOf(issue)) : '',
    });
  }
  const count = batch.envelopes.reduce((sum, { events }) => sum + events.length, 0);
  if (count > MAX_EVENTS_PER_BATCH)
    throw new Refusal(400, 'too_many_events', `A batch holds at most ${MAX_EVENTS_PER_BATCH} events, not ${count}.`, {
      path: 'envelopes',
    });
  return batch;
};

const isServedFrom = (domains: readonly string[], hostname: string) =>
  domains.length === 0 || isOfDomain(domains, hostname);

const envelopeFault = (page: PageUrl | undefined, { site }: Arrival): Fault | undefined => {
  if (!page) return { code: 'invalid_url', path: 'url', message: "The envelope's url is not an address." };
  if (!isServedFrom(site.domains, page.hostname))
    return {
      code: 'unknown_domain',
      path: 'url',
      message: brief(
        `${page.hostname || 'A page without host'} is not among the site's domains: ${site.domains.join(', ')}.`,
      ),
    };
  return undefined;
};

/** What the sender called the event. Only text is shown: an object or a list may be made so that it cannot become one. */
export const kindOf = (event: unknown): string =>
  typeof event === 'object' && event !== null && 'kind' in event && typeof event.kind === 'string'
    ? event.kind.slice(0, 60)
    : '';

/** What judging an event needs to know of its batch. */
interface Clocks {
  offsetMs: number;
  receivedAt: number;
}

const tooOld: Fault = { code: 'too_old', path: 'at', message: 'The event happened more than 90 days ago.' };

/** @returns the event, its time by the collector's clock; or why not. */
const judgeEvent = (candidate: unknown, { offsetMs, receivedAt }: Clocks): Event | Fault => {
  const { data: event, error } = readBySchema(compiledEventSchema, candidate);
  if (!event) return faultOf(error);
  const at = correctedTime(event.at, offsetMs, receivedAt);
  if (receivedAt - at > MAX_EVENT_AGE_MS) return tooOld;
  return at === event.at ? event : { ...event, at };
};

/** Judges each event alone, so that a bad one takes no good one with it. Corrects their times by the batch's `sentAt`. */
export const judgeEvents = ({ envelopes: filled, sentAt }: UnjudgedBatch, arrival: Arrival): Judgement => {
  const judgement: Judgement = { envelopes: [], rejected: [] };
  const { receivedAt } = arrival;
  const clocks = { offsetMs: clockOffsetMs(sentAt, receivedAt), receivedAt };
  const foreign = originFault(arrival);
  let index = 0;
  for (const { events: candidates, ...envelope } of filled) {
    const page = readPageUrl(envelope.url);
    const fault = foreign ?? envelopeFault(page, arrival);
    const events: Event[] = [];
    for (const candidate of candidates) {
      const judged = fault ?? judgeEvent(candidate, clocks);
      if ('kind' in judged) events.push(judged);
      else
        judgement.rejected.push({
          rejection: { index, ...judged },
          kind: kindOf(candidate),
          url: envelope.url,
          event: cutDeeperThan(candidate, KEPT_LEVELS),
          inBatch: { envelope, page: page ?? noPage, sentAt },
        });
      index += 1;
    }
    if (events.length > 0) judgement.envelopes.push({ envelope, page: page ?? noPage, events });
  }
  return judgement;
};
