import type { Verdict } from '@telltale/protocol';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { id64, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

let collector: TestCollector;
let site: { id: string; publicKey: string };
let key: string;

const createSite = async (name: string) =>
  (await (await collector.owner('/sites', { method: 'POST', body: { name } })).json()) as typeof site;
const createKey = async (scopes: string[], siteId = site.id) =>
  (
    (await (
      await collector.owner(`/sites/${siteId}/keys`, { method: 'POST', body: { name: 'shop server', scopes } })
    ).json()) as { key: string }
  ).key;

beforeAll(async () => {
  collector = await startTestCollector();
  site = await createSite('Shop');
  key = await createKey(['events:write']);
});
afterAll(() => collector.remove());

const post = (events: unknown, headers: Record<string, string> = {}) =>
  fetch(`${collector.url}/api/v1/sites/${site.id}/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'user-agent': 'shop-backend/1.0',
      ...headers,
    },
    body: JSON.stringify(events),
  });
const send = async (...events: unknown[]): Promise<Verdict> => {
  const response = await post(events);
  expect(response.status).toBe(202);
  return (await response.json()) as Verdict;
};
const refusalOf = async (response: Response) => {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, ...error };
};

const range = { last: 2, unit: 'day' };
const trend = async (measured: object, kind: string, filters: unknown[] = []) => {
  const definition = { range, series: [{ ...measured, events: [{ kind, filters }] }] };
  const { lines } = (await collector.ask(site.id, 'trend', definition)) as { lines: { total: unknown }[] };
  return lines[0]?.total;
};
const count = (kind: string, filters: unknown[] = []) => trend({ aggregation: 'count' }, kind, filters);
const having = (property: string, value: string) => ({ property, operator: 'is', values: [value] });
const soon = (assertion: () => Promise<void>) => vi.waitFor(assertion, 20_000);

const order = (orderId: string, change: object = {}) => ({
  kind: 'purchase',
  customerId: 'customer-42',
  properties: { orderId, value: { amount: '19.90', currency: 'EUR' } },
  ...change,
});

describe("an order that the site's server tells", () => {
  it("is accepted, seen live as a person's without any browser, and soon counted", async () => {
    expect(await send(order('A-1'))).toEqual({ accepted: 1, rejected: [] });
    const { events } = (await (await collector.owner(`/sites/${site.id}/debug/events`)).json()) as {
      events: Record<string, unknown>[];
    };
    expect(events.find(({ kind }) => kind === 'purchase')).toMatchObject({
      verdict: 'accepted',
      browser: '',
      device: '',
      channel: '',
      page: '',
      amount: '19.90 EUR',
    });
    await soon(async () => expect(await count('purchase', [having('orderId', 'A-1')])).toBe(1));
    expect(await count('purchase', [having('customerId', 'customer-42'), having('device', '')])).toBe(1);
  });

  it('is the same order when the browser told it too, before or after', async () => {
    const inBrowser = (orderId: string) =>
      collector.send(
        wireBatch(site.publicKey, [
          wireEvent({ kind: 'purchase', properties: { orderId, value: { amount: '19.90', currency: 'EUR' } } }),
        ]),
      );
    await inBrowser('B-1');
    await send(order('B-1'), order('B-2'));
    await inBrowser('B-2');
    await send(order('B-3', { id: 'the last' }));
    await soon(async () => expect(await count('purchase', [having('orderId', 'B-3')])).toBe(1));
    for (const orderId of ['B-1', 'B-2'])
      await soon(async () => expect(await count('purchase', [having('orderId', orderId)])).toBe(1));
    expect(
      await trend({ aggregation: 'sum', property: 'value' }, 'purchase', [
        { property: 'orderId', operator: 'is', values: ['B-1', 'B-2', 'B-3'] },
      ]),
    ).toEqual(59.7);
  });

  it('needs no id: sent again it counts once', async () => {
    for (let time = 0; time < 3; time += 1) expect(await send(order('C-1'))).toMatchObject({ accepted: 1 });
    await send({ kind: 'custom', id: 'after C-1', customerId: 'c', properties: { name: 'after C-1' } });
    await soon(async () => expect(await count('custom', [having('name', 'after C-1')])).toBe(1));
    expect(await count('purchase', [having('orderId', 'C-1')])).toBe(1);
  });

  it('completes the funnel of the visitor it names, and of nobody else', async () => {
    const [buyer, other] = [id64(), id64()];
    for (const visitorId of [buyer, other])
      await collector.send(
        wireBatch(
          site.publicKey,
          [wireEvent({ kind: 'checkout_step', properties: { step: 'delivery', checkoutId: visitorId } })],
          {
            visitorId,
          },
        ),
      );
    await send(
      order('D-1', {
        visitorId: buyer,
        properties: { orderId: 'D-1', checkoutId: buyer, value: { amount: '5', currency: 'EUR' } },
      }),
      order('D-2', { customerId: 'somebody else' }),
    );
    const steps = [{ events: [{ kind: 'checkout_step' }] }, { events: [{ kind: 'purchase' }] }];
    await soon(async () => {
      const { total } = (await collector.ask(site.id, 'funnel', { range, steps })) as {
        total: { steps: { reached: number }[] };
      };
      expect(total.steps.map(({ reached }) => reached)).toEqual([2, 1]);
    });
    expect(await count('purchase', [having('checkoutId', buyer)])).toBe(1);
  });
});

describe("an order of a visitor's that the server tells first, by the customer", () => {
  it("stays in the visitor's funnel", async () => {
    const other = await createSite('Another shop');
    const at = Date.now() - 60_000;
    const told = { kind: 'purchase', properties: { orderId: 'G-1', value: { amount: '1', currency: 'EUR' } } };
    await fetch(`${collector.url}/api/v1/sites/${other.id}/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await createKey(['events:write'], other.id)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify([{ ...told, customerId: 'c-1', at: at + 10 }]),
    });
    const step = { kind: 'checkout_step', properties: { step: 'delivery', checkoutId: 'c' } };
    await collector.send(
      wireBatch(other.publicKey, [wireEvent({ ...step, at }), wireEvent({ ...told, at: at + 20, seq: 1 })]),
    );
    const steps = [{ events: [{ kind: 'checkout_step' }] }, { events: [{ kind: 'purchase' }] }];
    await soon(async () => {
      const { total } = (await collector.ask(other.id, 'funnel', { range, steps })) as {
        total: { steps: { reached: number }[] };
      };
      expect(total.steps.map(({ reached }) => reached)).toEqual([1, 1]);
    });
    const { lines } = (await collector.ask(other.id, 'trend', {
      range,
      series: [{ aggregation: 'count', events: [{ kind: 'purchase' }] }],
    })) as { lines: { total: number }[] };
    expect(lines[0]?.total).toBe(1);
  });
});

describe('an event with an id of its own', () => {
  it('counts once however often it is sent, at the time it names', async () => {
    const at = Date.now() - 3_600_000;
    const ticket = { kind: 'custom', id: 'ticket/4711', at, customerId: 'c-7', properties: { name: 'ticket_opened' } };
    for (let time = 0; time < 3; time += 1) await send(ticket);
    await send({ ...ticket, id: 'ticket/4712' });
    await soon(async () => expect(await count('custom', [having('name', 'ticket_opened')])).toBe(2));
    const { events } = (await (await collector.owner(`/sites/${site.id}/debug/events`)).json()) as {
      events: { object: string; time: number }[];
    };
    expect(events.find(({ object }) => object === 'ticket_opened')?.time).toBe(at);
  });

  it('is of one customer however it is told: by the event or by its properties', async () => {
    await send(
      { kind: 'identify', id: 'i-1', properties: { customerId: 'c-9', traits: { plan: 'pro' } } },
      { kind: 'custom', id: 'i-2', customerId: 'c-9', properties: { name: 'called' } },
    );
    await soon(async () => expect(await count('custom', [having('name', 'called')])).toBe(1));
    const visitors = await trend({ aggregation: 'visitors' }, 'custom', [having('customerId', 'c-9')]);
    const alike = await trend({ aggregation: 'visitors' }, 'identify', [having('customerId', 'c-9')]);
    expect([visitors, alike]).toEqual([1, 1]);
  });
});

describe('a list with bad events', () => {
  it('loses only those, each named with place and reason', async () => {
    const good = (name: string) => ({ kind: 'custom', id: name, customerId: 'c', properties: { name } });
    const { accepted, rejected } = await send(
      good('beside-1'),
      { kind: 'nonsense', id: 'x', customerId: 'c', properties: {} },
      { kind: 'custom', id: 'x', properties: { name: 'whose' } },
      { kind: 'custom', customerId: 'c', properties: { name: 'no id' } },
      { ...good('later'), at: Date.now() + 3_600_000 },
      { ...good('long ago'), at: Date.now() - 91 * 86_400_000 },
      { ...good('no address'), url: 'http://' },
      order('E-1', { properties: { orderId: 'E-1', value: { amount: 19.9, currency: 'EUR' } } }),
      { ...good('of another name'), colour: 'red' },
      null,
      good('beside-2'),
    );
    expect(accepted).toBe(2);
    expect(rejected.map(({ index, code, path }) => `${index} ${code} ${path}`)).toEqual([
      '1 unknown_kind kind',
      '2 invalid_event customerId',
      '3 invalid_event id',
      '4 in_future at',
      '5 too_old at',
      '6 invalid_url url',
      '7 invalid_property properties.value.amount',
      '8 unknown_property colour',
      '9 invalid_event ',
    ]);
    await soon(async () => expect(await count('custom', [having('name', 'beside-2')])).toBe(1));
    expect(await count('custom', [having('name', 'beside-1')])).toBe(1);
  });
});

describe('what is refused whole', () => {
  it.each([
    ['no list', { kind: 'custom' }, 'invalid_batch'],
    ['an empty list', [], 'invalid_batch'],
    ['too long a list', Array.from({ length: 501 }, () => ({})), 'too_many_events'],
  ])('is %s', async (_, body, code) => {
    expect(await refusalOf(await post(body))).toMatchObject({ status: 400, code });
  });

  it('is a form of another site', async () => {
    expect(await refusalOf(await post([order('F-1')], { 'content-type': 'text/plain' }))).toMatchObject({
      status: 415,
      code: 'unsupported_type',
    });
  });

  it('is a key without the scope, a key of another site, and the public key of the tag', async () => {
    const events = [order('F-2')];
    const reader = await createKey(['events:read', 'questions:read']);
    const stranger = await createKey(['events:write'], (await createSite('Other')).id);
    const asked = (secret: string) => post(events, { authorization: `Bearer ${secret}` });
    expect(await refusalOf(await asked(reader))).toMatchObject({ status: 403, code: 'missing_scope' });
    expect(await refusalOf(await asked(stranger))).toMatchObject({ status: 404, code: 'unknown_site' });
    expect(await refusalOf(await asked(site.publicKey))).toMatchObject({ status: 401 });
    await send(order('F-3'));
    await soon(async () => expect(await count('purchase', [having('orderId', 'F-3')])).toBe(1));
    expect(await count('purchase', [having('orderId', 'F-2')])).toBe(0);
  });
});
