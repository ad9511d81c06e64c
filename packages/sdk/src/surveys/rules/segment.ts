import { visitorId } from '../../identity/visitor.ts';
import { hear } from '../../lib/hear.ts';
import type { Recorder } from '../../recorder.ts';
import { gates } from '../gates.ts';

// The browser's own, even when the page replaces it later.
const request = globalThis.fetch;

/** Holds surveys back from visitors who are not in their segments, as the collector says; asked once a page, when nothing else holds one back. */
export const surveySegment: Recorder = (_, { site, collectUrl }) => {
  let asked: Promise<Iterable<string>> | undefined;
  const ask = async (): Promise<Iterable<string>> => {
    const query = `site=${encodeURIComponent(site)}&visitor=${visitorId()}`;
    const answer = await request(`${collectUrl}/surveys?${query}`, { credentials: 'omit' });
    return answer.ok ? ((await answer.json()) as { surveys: string[] }).surveys : [];
  };
  hear('renewed', () => {
    asked = undefined;
  });
  // After the others: only this one costs a request.
  queueMicrotask(() => {
    gates.segment = async ({ id, hasSegment }) => {
      if (!hasSegment) return false;
      asked ??= ask();
      try {
        for (const member of await asked) if (member === id) return false;
      } catch {
        // The collector does not answer: nobody knows.
        asked = undefined;
      }
      return true;
    };
  });
  return undefined;
};
