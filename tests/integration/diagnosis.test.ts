import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startClickHouseCluster } from '../fixtures/clickhouse-cluster.ts';
import { startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { id64, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

interface Finding {
  check: string;
  status: string;
  cause: string;
  figures: Record<string, number>;
  names: string[];
}
interface SiteAnswer {
  id: string;
  publicKey: string;
}

const GPTBOT = 'Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)';
/** Behind a proxy that is believed, and reached by a name that is nobody's own network. */
const behindProxy = {
  BASE_URL: 'http://stats.example',
  CLIENT_IP_HEADER: 'x-forwarded-for',
  TRUSTED_PROXIES: 'loopback',
};

/** A collector, and what it says of its sites. */
const openDiagnosed = (open: () => Promise<{ settings: Record<string, string>; end(): Promise<void> }>) => {
  let place: Awaited<ReturnType<typeof open>>;
  let collector: TestCollector;
  beforeAll(async () => {
    place = await open();
    collector = await startTestCollector({ settings: place.settings });
    await collector.whenReady;
  });
  afterAll(async () => {
    await collector.remove();
    await place.end();
  });

  const diagnose = async ({ id }: SiteAnswer): Promise<Finding[]> => {
    const response = await collector.owner(`/sites/${id}/diagnosis?fresh=true`);
    expect(response.status).toBe(200);
    return ((await response.json()) as { findings: Finding[] }).findings;
  };
  const said = async (site: SiteAnswer, check: string) =>
    (await diagnose(site)).find((finding) => finding.check === check);

  return {
    get collector() {
      return collector;
    },
    createSite: async (settings: object = {}) =>
      (await (
        await collector.owner('/sites', { method: 'POST', body: { name: 'Shop', timeZone: 'UTC', ...settings } })
      ).json()) as SiteAnswer,
    diagnose,
    /** Asks until the check says so: what was sent is in the store within seconds. */
    expectSaid: (site: SiteAnswer, check: string, wanted: object) =>
      vi.waitFor(async () => expect(await said(site, check)).toMatchObject(wanted), { timeout: 20_000, interval: 500 }),
    /** One page view of each of so many visitors, an address each. */
    visits: async (site: SiteAnswer, count: number, { batch = {}, envelope = {}, headers = {}, views = 1 } = {}) => {
      for (let visitor = 0; visitor < count; visitor += 1) {
        const events = Array.from({ length: views }, (_, seq) => wireEvent({ seq }));
        const body = { ...wireBatch(site.publicKey, events, envelope), ...batch };
        const sent = await collector.send(body, { 'x-forwarded-for': `203.0.113.${visitor}`, ...headers });
        expect(sent.status).toBe(202);
      }
    },
  };
};

const engines: [string, () => Promise<{ settings: Record<string, string>; end(): Promise<void> }>][] = [
  ['in the embedded store', async () => ({ settings: behindProxy, end: async () => {} })],
  [
    'on a cluster',
    async () => {
      const cluster = await startClickHouseCluster();
      const settings = { ...behindProxy, CLICKHOUSE_URL: cluster.url(), CLICKHOUSE_CLUSTER: cluster.name };
      return { settings, end: () => cluster.stop() };
    },
  ],
];

describe.each(engines)('the diagnosis of what is stored, %s', (_, open) => {
  const told = openDiagnosed(open);

  it('sees the tag once it was seen, and finds nothing else wrong with sound visits', async () => {
    const site = await told.createSite();
    await told.expectSaid(site, 'tag', { status: 'problem', cause: 'never' });
    await told.visits(site, 25);
    await told.expectSaid(site, 'tag', { status: 'ok', cause: 'seen' });
    const findings = await told.diagnose(site);
    expect(findings).toHaveLength(13);
    expect(findings.filter(({ status }) => status === 'problem' || status === 'warning')).toEqual([]);
    expect(findings.filter(({ cause }) => cause === 'unmeasured')).toEqual([]);
    expect(findings.find(({ check }) => check === 'disk')?.figures).toMatchObject({
      freeBytes: expect.any(Number),
      bytesPerDay: expect.any(Number),
    });
  });

  it('finds page views that two makers count, and where', async () => {
    const site = await told.createSite();
    await told.visits(site, 15, { envelope: { url: 'https://shop.example/once' } });
    await told.visits(site, 10, { envelope: { url: 'https://shop.example/twice' }, views: 2 });
    await told.expectSaid(site, 'doubled_views', {
      status: 'problem',
      cause: 'found',
      figures: { views: 10, ratio: 10 / 35 },
      names: ['/twice'],
    });
  });

  it('finds pages that visitors come from and on which the tag was never seen', async () => {
    const site = await told.createSite();
    const url = 'https://shop.example/cart';
    await told.visits(site, 20, { envelope: { url, referrer: 'https://shop.example/cart' } });
    await told.visits(site, 5, { envelope: { url, referrer: 'https://shop.example/landing?ad=1' } });
    await told.visits(site, 5, { envelope: { url, referrer: 'https://elsewhere.example/blog' } });
    await told.expectSaid(site, 'untagged', {
      status: 'problem',
      cause: 'found',
      figures: { views: 5, ratio: 0.2 },
      names: ['/landing'],
    });
  });

  it('suspects an ad-blocker of what the server sold to nobody whom the tag saw', async () => {
    const site = await told.createSite();
    const order = (orderId: string) => ({ orderId, value: { amount: '10.00', currency: 'EUR' } });
    const visitors = Array.from({ length: 24 }, id64);
    // Sixteen were seen: half of them buy on the page too, the others are known by their visitor alone.
    for (const [index, visitorId] of visitors.slice(0, 16).entries()) {
      const at = Date.now() - 60_000;
      const bought =
        index < 8 ? [wireEvent({ kind: 'purchase', at, seq: 1, properties: order(`order ${index}`) })] : [];
      await told.collector.send(wireBatch(site.publicKey, [wireEvent({ at }), ...bought], { visitorId }));
    }
    const events = visitors.map((visitorId, index) => ({
      kind: 'purchase',
      // The server knows another name for those whose order the page told of.
      ...(index < 8 ? { customerId: `customer ${index}` } : { visitorId }),
      properties: order(`order ${index}`),
    }));
    const sent = await told.collector.owner(`/sites/${site.id}/events`, { method: 'POST', body: events });
    expect(sent.status).toBe(202);
    await told.expectSaid(site, 'ad_blocker', {
      status: 'problem',
      cause: 'blocked',
      figures: { orders: 24, missing: 8 },
    });
  });

  it('names the pages whose events are refused for their domain, by both ways to know it', async () => {
    const site = await told.createSite({ domains: ['shop.example'] });
    await told.visits(site, 10);
    await told.expectSaid(site, 'origin', { status: 'ok', cause: 'none' });
    await told.visits(site, 3, { envelope: { url: 'https://new.example/landing' } });
    await told.visits(site, 1, { headers: { origin: 'https://copy.example' } });
    await told.expectSaid(site, 'origin', {
      status: 'problem',
      cause: 'refused',
      figures: { events: 4 },
      names: ['new.example', 'copy.example'],
    });
  });

  it('tells how large a share of the events is of bots', async () => {
    const site = await told.createSite();
    await told.visits(site, 10, { views: 5 });
    await told.visits(site, 12, { views: 5, headers: { 'user-agent': GPTBOT } });
    await told.expectSaid(site, 'bots', { status: 'warning', cause: 'many', figures: { events: 60 } });
  });
});

describe('the diagnosis of what arrives', () => {
  const told = openDiagnosed(async () => ({ settings: behindProxy, end: async () => {} }));

  it('notices that all visitors share the address of a proxy', async () => {
    const site = await told.createSite();
    await told.visits(site, 25, { headers: { 'x-forwarded-for': '198.51.100.7' } });
    await told.expectSaid(site, 'client_address', { status: 'problem', cause: 'shared', figures: { visitors: 25 } });
  });

  it('notices a header that names visitors and that is not the one which is read', async () => {
    const site = await told.createSite();
    for (let visitor = 0; visitor < 25; visitor += 1) {
      const headers = { 'cf-connecting-ip': `203.0.113.${visitor}` };
      await told.collector.send(wireBatch(site.publicKey, [wireEvent()]), headers);
    }
    await told.expectSaid(site, 'client_address', { cause: 'header_unread', names: ['cf-connecting-ip'] });
  });

  it('tells wrong clocks of visitors from a wrong clock of its own', async () => {
    const late = { batch: { sentAt: Date.now() - 3_600_000 } };
    const [some, most] = [await told.createSite(), await told.createSite()];
    await told.visits(some, 21);
    await told.visits(some, 4, late);
    await told.expectSaid(some, 'clock', { status: 'warning', cause: 'some', figures: { visitors: 4 } });
    await told.visits(most, 25, late);
    await told.expectSaid(most, 'clock', { status: 'problem', cause: 'own' });
  });

  it('names the page on which the tag met another one, and counts that as no event', async () => {
    const site = await told.createSite();
    await told.visits(site, 1, {
      batch: { dropped: { twice: 1 } },
      envelope: { url: 'https://shop.example/cart' },
    });
    await told.expectSaid(site, 'second_tag', { status: 'warning', figures: { loads: 1, pages: 1 }, names: ['/cart'] });
    const delivery = await (await told.collector.owner(`/sites/${site.id}/delivery`)).json();
    expect(delivery).toMatchObject({ total: { received: 1, dropped: {} } });
  });

  describe('a report of a page’s policy', () => {
    const report = (site: SiteAnswer, body: unknown, type = 'application/csp-report') =>
      fetch(`${told.collector.url}/csp-reports/${site.publicKey}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    const refusing = (blocked: string) => ({
      'csp-report': {
        'document-uri': 'https://shop.example/cart?token=secret',
        'blocked-uri': blocked,
        'effective-directive': 'script-src-elem',
      },
    });

    it('about something else says that browsers report; one about the tag names directive and page', async () => {
      const site = await told.createSite();
      await told.expectSaid(site, 'csp', { status: 'unknown', cause: 'silent' });
      expect((await report(site, refusing('inline'))).status).toBe(204);
      await told.expectSaid(site, 'csp', { status: 'ok', cause: 'fine' });
      expect((await report(site, refusing('https://stats.example/t.js'))).status).toBe(204);
      await told.expectSaid(site, 'csp', { status: 'problem', cause: 'refused', names: ['script-src-elem', '/cart'] });
    });

    it('is taken from any page, also with the preflight of the Reporting API', async () => {
      const site = await told.createSite();
      const asked = await fetch(`${told.collector.url}/csp-reports/${site.publicKey}`, { method: 'OPTIONS' });
      expect([asked.status, asked.headers.get('access-control-allow-headers')]).toEqual([204, 'content-type']);
      const body = {
        documentURL: 'https://shop.example/',
        blockedURL: 'https://stats.example/e',
        effectiveDirective: 'connect-src',
      };
      expect((await report(site, [{ type: 'csp-violation', body }], 'application/reports+json')).status).toBe(204);
      await told.expectSaid(site, 'csp', { status: 'problem', cause: 'refused', names: ['connect-src', '/'] });
    });

    it('that is none, that is too large, or for nobody, is refused with its reason', async () => {
      const site = await told.createSite();
      expect((await report(site, 'no JSON')).status).toBe(400);
      expect((await report(site, JSON.stringify('x'.repeat(70_000)))).status).toBe(413);
      expect((await report({ id: '', publicKey: 'nobody' }, {})).status).toBe(404);
      await told.expectSaid(site, 'csp', { cause: 'silent' });
    });
  });

  it('is asked anew at most once a second, and says when it was measured', async () => {
    const site = await told.createSite();
    const ask = async (query = '') =>
      (await (await told.collector.owner(`/sites/${site.id}/diagnosis${query}`)).json()) as { measuredAt: number };
    const first = await ask('?fresh=true');
    expect((await ask('?fresh=true')).measuredAt).toBe(first.measuredAt);
    expect((await ask()).measuredAt).toBe(first.measuredAt);
    expect((await told.collector.owner(`/sites/${site.id}/diagnosis?fresh=maybe`)).status).toBe(400);
  });

  it('of the whole collector is told to those only who may see what is about every site', async () => {
    const site = await told.createSite();
    const about = async (scopes: string[]) => {
      const made = await told.collector.owner(`/sites/${site.id}/keys`, {
        method: 'POST',
        body: { name: 'x', scopes },
      });
      const { key } = (await made.json()) as { key: string };
      const answer = await fetch(`${told.collector.url}/api/v1/sites/${site.id}/diagnosis`, {
        headers: { authorization: `Bearer ${key}` },
      });
      return ((await answer.json()) as { findings: Finding[] }).findings.map(({ check }) => check);
    };
    const own = ['spool', 'store', 'disk'];
    expect((await about(['events:read'])).filter((check) => own.includes(check))).toEqual([]);
    expect((await about(['events:read', 'metrics:read'])).filter((check) => own.includes(check))).toEqual(own);
  });
});

describe('the diagnosis while the store is away', () => {
  it('says so, says what waits on the disk, and that the rest is not known', async () => {
    const server = await startClickHouseServer();
    let now = Date.now();
    const collector = await startTestCollector({ settings: { CLICKHOUSE_URL: server.url }, nowMs: () => now });
    await collector.whenReady;
    const [site] = collector.sites();
    // A key that was used before outlives the store for an hour; a person's session does not.
    const body = { name: 'watch', scopes: ['events:read', 'metrics:read'] };
    const made = await collector.owner(`/sites/${site?.id}/keys`, { method: 'POST', body });
    const headers = { authorization: `Bearer ${((await made.json()) as { key: string }).key}` };
    const ask = () => fetch(`${collector.url}/api/v1/sites/${site?.id}/diagnosis?fresh=true`, { headers });
    expect((await ask()).status).toBe(200);
    await server.kill();
    await collector.send(wireBatch(site?.publicKeys[0] ?? '', [wireEvent()]));
    now += 90_000;
    await vi.waitFor(async () => {
      now += 2_000;
      const { findings } = (await (await ask()).json()) as { findings: Finding[] };
      const causes = Object.fromEntries(findings.map(({ check, cause }) => [check, cause]));
      expect(causes).toMatchObject({ store: 'away', spool: 'growing', tag: 'unmeasured', disk: 'unmeasured' });
    }, 20_000);
    await collector.remove();
    await server.stop();
  });
});
