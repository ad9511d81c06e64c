import { eventSchema, wireSchema } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { incidentOf, strikes } from './crowd/incident.ts';
import { createPerson } from './crowd/people.ts';
import { createRandom } from './crowd/random.ts';
import { createTraffic } from './traffic.ts';

const options = {
  site: 'demo-key',
  origin: 'https://shop.example',
  startMs: Date.UTC(2026, 0, 5),
  days: 30,
  visitors: 600,
  seed: 7,
};
const endMs = options.startMs + options.days * 86_400_000;
const { deliveries, truth } = createTraffic(options);
const envelopes = deliveries.flatMap(({ batch }) => batch.envelopes);
const events = envelopes.flatMap((envelope) => envelope.events);

describe('the crowd', () => {
  it('is the same for the same options, to the last id', () => {
    // As text: comparing a hundred thousand values one by one takes seconds.
    expect(JSON.stringify(createTraffic(options).deliveries) === JSON.stringify(deliveries)).toBe(true);
  });

  it('is another one for another seed', () => {
    const ids = new Set(deliveries.map(({ visitorId }) => visitorId));
    const others = createTraffic({ ...options, seed: 8, visitors: 50 }).deliveries;
    expect(others.filter(({ visitorId }) => ids.has(visitorId))).toEqual([]);
  });

  it('keeps what its first people do when more people are asked for', () => {
    const few = createTraffic({ ...options, visitors: 5 }).deliveries.filter(
      ({ batch }) => !('isAutomated' in (batch.envelopes[0] ?? {})),
    );
    const ids = new Set(few.map(({ visitorId }) => visitorId));
    const peopleOnly = (item: (typeof deliveries)[number]) => ids.has(item.visitorId);
    expect(deliveries.filter(peopleOnly)).toEqual(few.filter(peopleOnly));
  });

  it('sends nothing that the wire refuses', () => {
    for (const { batch } of deliveries) expect(wireSchema.safeParse(batch).error).toBeUndefined();
  });

  it('is refused by the wire when a property is wrong, so that the check above can fail', () => {
    expect(eventSchema.safeParse({ ...events[0], properties: { colour: 'red' } }).success).toBe(false);
  });

  it('gives every visitor, session, page view and event an id of its own', () => {
    const unique = (ids: readonly (string | undefined)[]) => expect(new Set(ids).size).toBe(ids.length);
    unique(events.map(({ id }) => id));
    const visitorOfPage = new Map<string, string | undefined>();
    const visitorOfSession = new Map<string, string | undefined>();
    for (const { pageId, sessionId = '', visitorId } of envelopes) {
      expect(visitorOfPage.get(pageId) ?? visitorId).toBe(visitorId);
      expect(visitorOfSession.get(sessionId) ?? visitorId).toBe(visitorId);
      visitorOfPage.set(pageId, visitorId);
      visitorOfSession.set(sessionId, visitorId);
    }
    expect(new Set(envelopes.map(({ visitorId }) => visitorId)).size).toBe(truth.visitors + truth.bots.visitors);
  });

  it('sends in the order of time and never from the future', () => {
    const sentAt = deliveries.map(({ batch }) => batch.sentAt);
    expect(sentAt).toEqual([...sentAt].sort((a, b) => a - b));
    for (const { at } of events) {
      expect(at).toBeGreaterThanOrEqual(options.startMs);
      expect(at).toBeLessThan(endMs);
    }
  });

  it('keeps events of one page view in order', () => {
    const lastOf = new Map<string, { at: number; seq: number }>();
    for (const { pageId, events: some } of envelopes)
      for (const { at, seq } of some) {
        const last = lastOf.get(pageId) ?? { at: 0, seq: -1 };
        expect(seq).toBe(last.seq + 1);
        expect(at).toBeGreaterThanOrEqual(last.at);
        lastOf.set(pageId, { at, seq });
      }
  });

  it('never ends a session by a pause of half an hour inside it', () => {
    const lastAtOf = new Map<string, number>();
    for (const { sessionId = '', events: some } of envelopes)
      for (const { at } of some) {
        expect(at - (lastAtOf.get(sessionId) ?? at)).toBeLessThan(1_800_000);
        lastAtOf.set(sessionId, at);
      }
  });

  it('knows a customer only from the moment of identify on', () => {
    for (const { customerId, events: some } of envelopes)
      for (const { kind } of some) {
        if (kind === 'identify') expect(customerId).toMatch(/^c-/);
        if (kind === 'purchase' && customerId === undefined) expect(some.at(-1)?.kind).toBe('purchase');
      }
  });

  it('uses every kind of event', () => {
    expect(Object.keys(truth.eventsByKind)).toHaveLength(16);
  });

  it('is heavy-tailed: most come once, a few come very often', () => {
    const sessionsOf = new Map<string, Set<string>>();
    for (const { visitorId = '', sessionId = '' } of envelopes)
      sessionsOf.set(visitorId, (sessionsOf.get(visitorId) ?? new Set()).add(sessionId));
    const counts = [...sessionsOf.values()].map(({ size }) => size).sort((a, b) => a - b);
    expect(counts[Math.floor(counts.length / 2)]).toBe(1);
    expect(counts.at(-1)).toBeGreaterThan(8);
  });
});

describe('the ground truth', () => {
  it('balances with the events that are sent', () => {
    const { eventsByKind, bots, checkouts, purchases, survey, stopped } = truth;
    expect(truth.events + bots.events).toBe(events.length);
    expect(Object.values(eventsByKind).reduce((sum, number) => sum + number, 0)).toBe(truth.events);
    const left = Object.values(checkouts.leftAt).reduce((sum, number) => sum + number, 0);
    expect(checkouts.completed + left).toBe(checkouts.begun);
    const orders = Object.values(purchases).reduce((sum, { orders }) => sum + orders, 0);
    expect(orders).toBe(eventsByKind.purchase);
    const stoppedCount = Object.values(stopped).reduce((sum, one) => sum + one, 0);
    const { promoters, passives, detractors, inWords } = survey;
    expect(promoters + passives + detractors + stoppedCount + inWords).toBe(eventsByKind.survey_answer);
    expect(stoppedCount).toBeGreaterThan(0);
  });

  it('has a funnel that only narrows', () => {
    const counts = truth.funnel.map(({ visitors }) => visitors);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(counts.at(-1)).toBeGreaterThan(0);
  });

  it('reckons money in both currencies', () => {
    expect(Object.keys(truth.purchases).sort()).toEqual(['EUR', 'SAR']);
    for (const { amount } of Object.values(truth.purchases)) expect(amount).toMatch(/^\d+\.\d\d$/);
  });

  it('shows the better call-to-action converting better, once the crowd is large', () => {
    const { experiment } = createTraffic({ ...options, visitors: 2500 }).truth;
    const nobody = { exposed: 0, converted: 0 };
    const { control = nobody, 'free-returns': treatment = nobody } = experiment;
    const share = ({ exposed, converted }: typeof control) => converted / exposed;
    expect(share(treatment) / share(control)).toBeGreaterThan(1.2);
    // No sample ratio mismatch: within 3.3 deviations of one half (p > 0.001).
    const exposed = control.exposed + treatment.exposed;
    expect(Math.abs(control.exposed - exposed / 2)).toBeLessThan(3.3 * Math.sqrt(exposed / 4));
  });
});

describe('the incident', () => {
  it('strikes Arabic Safari in its day and a half only, and shows as one fingerprint', () => {
    const { fromMs, toMs, fingerprint } = incidentOf(options.startMs, options.days);
    const errors = events.filter((event) => event.kind === 'error' && event.properties.fingerprint === fingerprint);
    expect(errors.length).toBeGreaterThan(0);
    for (const { at } of errors) expect(at >= fromMs && at < toMs).toBe(true);
    const people = Array.from({ length: 200 }, (_, index) => createPerson(createRandom(1, `p${index}`), ['control']));
    const struck = people.filter((person) => strikes({ fromMs, toMs, fingerprint }, person, fromMs));
    expect(struck.length).toBeGreaterThan(0);
    for (const { place, device } of struck) expect([place.language, device.isSafari]).toEqual(['ar', true]);
  });
});
