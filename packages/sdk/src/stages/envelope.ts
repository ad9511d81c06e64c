import type { Envelope } from '@telltale/protocol';
import { MAX_URL_LENGTH } from '@telltale/protocol/limits';
import { sessionAt } from '../identity/session.ts';
import { visitorId } from '../identity/visitor.ts';
import { page } from '../lib/page.ts';
import { scrubText } from '../lib/scrub-text.ts';
import { readStored } from '../lib/storage.ts';
import { toJson } from '../lib/to-json.ts';
import { consentGiven } from './consent.ts';

let text = '';
let subject = '';
let pageId = '';

// Most visits have no referrer: a pattern that is asked again is compiled, which takes longer than asking.
const scrubbed = (url: string) => (url && scrubText(url).slice(0, MAX_URL_LENGTH)) || undefined;

/** Who and where, as JSON that lacks viewport, events and end: written once for all events it holds for. */
export const envelopeAt = (now: number): string => {
  const isKnown = consentGiven === 'granted';
  const sessionId = isKnown ? sessionAt(now, page.id === pageId ? '' : page.url) : undefined;
  const customerId = readStored('i');
  pageId = page.id;
  const about = pageId + sessionId + customerId;
  if (subject !== about) {
    subject = about;
    text = toJson({
      visitorId: isKnown ? visitorId() : undefined,
      sessionId,
      pageId,
      customerId,
      url: scrubbed(page.url),
      referrer: scrubbed(page.referrer),
      language: navigator.language,
      isAutomated: navigator.webdriver || undefined,
    } satisfies { [Name in keyof Envelope]: Envelope[Name] | undefined }).slice(0, -1);
  }
  return text;
};
