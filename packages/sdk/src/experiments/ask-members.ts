import { hear } from '../lib/hear.ts';
import { writeStored } from '../lib/storage.ts';
import { toJson } from '../lib/to-json.ts';
import { whenActivated } from '../lib/when-activated.ts';
import type { Recorder } from '../recorder.ts';
import { consentGiven } from '../stages/consent.ts';
import { readKept } from './assignments.ts';
import { experimentsHere } from './experiments-here.ts';

// The browser's own, even when the page replaces it later.
const request = globalThis.fetch;

/** The collector evaluates a segment no more often. */
const ASK_EVERY_MS = 60_000;

/**
 * Asks the collector in which experiments' segments the visitor is, and remembers it for the pages to come: on this one nothing changes
 * any more, and nobody waits. Who takes part in all of them already is not asked for.
 */
export const askMembers: Recorder = (_, settings) => {
  const { site, collectUrl } = settings;
  let isAsking = false;
  let askedAt = 0;

  const ask = async (): Promise<void> => {
    if (isAsking || consentGiven !== 'granted') return;
    isAsking = true;
    try {
      const { visitor, variants, members: [saidAt] = [0] } = readKept();
      const isOpen = experimentsHere(settings).some(
        ({ id, salt = id, audience }) => audience?.hasSegment && !variants[salt],
      );
      // Whom the collector could not answer does not ask with every page view.
      if (!isOpen || Date.now() - Math.max(saidAt, askedAt) < ASK_EVERY_MS) return;
      askedAt = Date.now();
      const query = `site=${encodeURIComponent(site)}&visitor=${visitor}`;
      const answer = await request(`${collectUrl}/experiments?${query}`, { credentials: 'omit' });
      const { experiments } = (await answer.json()) as { experiments: string[] };
      // Meanwhile consent may be taken back, or the visitor forgotten.
      if (answer.ok && consentGiven === 'granted') {
        const kept = readKept();
        if (kept.visitor === visitor) writeStored('x', toJson({ ...kept, members: [Date.now(), ...experiments] }));
      }
    } catch {
      // The collector does not answer: nobody knows.
    } finally {
      isAsking = false;
    }
  };
  // A page that nobody has opened yet has no visitor; a link or another subdomain may bring the id of the one who opened it.
  const askSoon = (): void => whenActivated(() => queueMicrotask(ask));
  hear('renewed', () => {
    askedAt = 0;
    askSoon();
  });
  // Pages that load no other one have page views too.
  hear('emitted', ({ kind }) => {
    if (kind === 'page_view') ask();
  });
  askSoon();
  return undefined;
};
