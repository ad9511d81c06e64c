import type { FunnelResult, TrendResult } from '@telltale/query';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { type MailServer, startMailServer } from '../fixtures/mail-server.ts';
import { addMember } from '../fixtures/members.ts';
import { refusalOf } from '../fixtures/test-api.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let server: MailServer;
let collector: TestCollector;
let siteId: string;
/** The clock of the collector goes as much ahead. */
let aheadMs = 0;
const now = () => Date.now() + aheadMs;

const settings = () => ({ SMTP_URL: server.url, MAIL_FROM: 'Our figures <stats@shop.example>' });
const start = (dataDir?: string) =>
  startTestCollector({
    settings: settings(),
    nowMs: now,
    mailLookEveryMs: 50,
    ...(dataDir !== undefined && { dataDir }),
  });

beforeAll(async () => {
  server = await startMailServer();
  collector = await start();
  await collector.whenReady;
  const [site] = collector.sites();
  if (!site) throw new Error('There is no site.');
  siteId = site.id;
  const bought = {
    seq: 1,
    kind: 'purchase',
    properties: { orderId: 'a1', value: { amount: '20.00', currency: 'EUR' } },
  };
  await collector.send(wireBatch(site.publicKeys[0] ?? '', [wireEvent({ at: Date.now() - 5_000 }), wireEvent(bought)]));
  await collector.send(wireBatch(site.publicKeys[0] ?? '', [wireEvent()]));
  await vi.waitFor(
    async () => {
      const asked = { range: { last: 2, unit: 'day' }, series: [{ events: [{ kind: 'any' }] }] };
      expect(((await collector.ask(siteId, 'trend', asked)) as TrendResult).lines[0]?.total).toBe(3);
    },
    { timeout: 20_000 },
  );
});
afterAll(async () => {
  await collector.remove();
  await server.close();
});

const steps = [{ events: [{ kind: 'page_view' }] }, { events: [{ kind: 'purchase' }] }];
const cards = [
  {
    id: 'views',
    title: 'Views <b>per</b> day',
    kind: 'trend',
    definition: {
      range: { board: 'days' },
      comparison: { board: 'compared_days' },
      series: [{ events: [{ kind: 'page_view' }] }],
    },
    view: 'explore?range=7d',
  },
  { id: 'funnel', title: 'To buy', kind: 'funnel', definition: { range: { board: 'days' }, steps }, view: 'funnels' },
  {
    id: 'pages',
    title: 'Pages',
    kind: 'breakdown',
    definition: { range: { board: 'days' }, events: [{ kind: 'page_view' }], property: 'path' },
    view: 'overview',
  },
  {
    id: 'retention',
    title: 'Coming back',
    kind: 'retention',
    definition: { range: { board: 'days' }, startEvents: steps[0]?.events, returnEvents: steps[0]?.events },
    view: 'retention',
  },
  ...['checkouts', 'paths', 'engagement', 'campaigns', 'forms', 'inspections', 'vitals', 'errors'].map((kind) => ({
    id: kind,
    title: `All ${kind}`,
    kind,
    definition: { range: { board: 'days' } },
    view: kind,
  })),
  {
    id: 'heatmap',
    title: 'Clicks',
    kind: 'heatmap',
    definition: { range: { board: 'days' }, page: '/' },
    view: 'heatmaps',
  },
  {
    id: 'wrong',
    title: 'Wrong',
    kind: 'trend',
    definition: { range: { board: 'days' }, series: [{ events: [{ kind: 'nonsense' }] }] },
    view: 'explore',
  },
];

const at = (path: string) => `/sites/${siteId}/boards${path}`;
const createBoard = async (title: string) => {
  const made = await collector.owner(at(''), { method: 'POST', body: { title, cards } });
  return ((await made.json()) as { id: string }).id;
};
interface Told {
  isPossible: boolean;
  schedule: { recipients: string[] } | null;
  nextAt: number | null;
  sending: {
    status: string;
    tries: number;
    message: string;
    sentTo: string[];
    refused: { recipient: string }[];
  } | null;
}
const schedule = async (boardId: string, recipients: string[], change: object = {}) => {
  const hour = new Date(now()).getUTCHours();
  const body = { recipients, every: 'day', hour, language: 'en', ...change };
  const set = await collector.owner(at(`/${boardId}/mail`), { method: 'POST', body });
  expect(set.status).toBe(200);
  return (await set.json()) as Told;
};
const told = async (boardId: string) => (await (await collector.owner(at(`/${boardId}/mail`))).json()) as Told;
const mailsTo = (recipient: string) => server.mails.filter(({ to }) => to === recipient);
const arrived = (recipient: string, count: number) =>
  vi.waitFor(() => expect(mailsTo(recipient)).toHaveLength(count), { timeout: 20_000, interval: 50 });
const messageId = (recipient: string, index: number) =>
  /^Message-ID: (.*)$/im.exec(mailsTo(recipient)[index]?.head ?? '')?.[1];
const stop = (boardId: string) => collector.owner(at(`/${boardId}/mail`), { method: 'DELETE' });

describe('a board by mail', () => {
  it('comes when it is due, with the figures of the API, to each recipient apart, and once although the collector starts again', async () => {
    const boardId = await createBoard('Mornings');
    const { nextAt } = await schedule(boardId, ['ada@shop.example', 'bo@shop.example']);
    // What was due before it was set is not sent.
    expect(server.mails).toHaveLength(0);
    aheadMs = (nextAt ?? 0) - Date.now() + 1_000;
    await arrived('ada@shop.example', 1);
    await arrived('bo@shop.example', 1);
    await vi.waitFor(async () => expect((await told(boardId)).sending?.status).toBe('sent'), { timeout: 10_000 });

    const [mail] = mailsTo('ada@shop.example');
    expect(mail?.from).toBe('stats@shop.example');
    expect(mail?.head).toMatch(/^Subject: Mornings · |^Subject: =\?UTF-8/m);
    expect(mail?.head).not.toContain('bo@shop.example');
    expect(mail?.html).toContain('<html lang="en" dir="ltr">');
    expect(mail?.html).toContain('Views &lt;b&gt;per&lt;/b&gt; day');
    expect(mail?.html).toContain(`${collector.publicUrl}/sites/${siteId}/boards?own=`);
    const range = { last: 30, unit: 'day' };
    const funnel = (await collector.ask(siteId, 'funnel', { range, steps })) as FunnelResult;
    expect(funnel.total).toMatchObject({ entered: 2, converted: 1 });
    expect(mail?.text).toContain('Page view: Reached 2 · Of those who entered 100%');
    expect(mail?.text).toContain('Purchase: Reached 1 · Of those who entered');
    expect(mail?.text).toMatch(/Total: 2\n {2}Before: 0\n/);
    expect(mail?.text).toContain('/: Visitors 2 · Share 100%');
    expect(mail?.text).toContain('  Began: 2\n');
    for (const line of [
      'Checkouts begun: 0',
      'Total: Paths 2 · Visitors 2',
      'Revenue · EUR: €20.00',
      'Orders: 1',
      'Total: Visitors 2 · Conversions 1 · Conversion 50%',
      'LCP: For three of four – · Good –',
      'Total: Happened 0 · Visitors hit 0',
      'Page views: 2',
    ])
      expect(mail?.text).toContain(`  ${line}\n`);
    expect(mail?.text).not.toContain('shown on the board only');
    expect(mail?.text.match(/This could not be answered: /g)).toHaveLength(1);

    await collector.close();
    collector = await start(collector.dataDir);
    await collector.whenReady;
    aheadMs += DAY_MS;
    await arrived('ada@shop.example', 2);
    await arrived('bo@shop.example', 2);
    expect(messageId('ada@shop.example', 0)).not.toBe(messageId('ada@shop.example', 1));
    await stop(boardId);
  });

  it('comes in Arabic from right to left', async () => {
    const boardId = await createBoard('الصباح');
    const { nextAt } = await schedule(boardId, ['cy@shop.example'], { language: 'ar' });
    aheadMs = (nextAt ?? 0) - Date.now() + 1_000;
    await arrived('cy@shop.example', 1);
    const [mail] = mailsTo('cy@shop.example');
    expect(mail?.html).toContain('<html lang="ar" dir="rtl">');
    expect(mail?.html).toContain('مشاهدة صفحة');
    expect(mail?.text).toContain('  المجموع: الطرق 2 · الزوّار 2\n');
    expect(mail?.text).toContain('افتح اللوح: ');
    await stop(boardId);
  });

  it('is tried again for those who do not have it, and says what went wrong', async () => {
    const boardId = await createBoard('Evenings');
    const { nextAt } = await schedule(boardId, ['di@shop.example', 'ed@shop.example', 'flo@shop.example']);
    server.refusals.set('di@shop.example', '550 No such mailbox');
    server.refusals.set('flo@shop.example', '451 Try again later');
    aheadMs = (nextAt ?? 0) - Date.now() + 1_000;
    const sending = async () => (await told(boardId)).sending;
    await vi.waitFor(
      async () =>
        expect(await sending()).toMatchObject({
          status: 'waiting',
          tries: 1,
          sentTo: ['ed@shop.example'],
          refused: [{ recipient: 'di@shop.example' }],
          message: expect.stringContaining('Try again later'),
        }),
      { timeout: 20_000 },
    );
    server.refusals.delete('flo@shop.example');
    aheadMs += 61_000;
    await arrived('flo@shop.example', 1);
    await vi.waitFor(async () => expect(await sending()).toMatchObject({ status: 'sent', tries: 2, message: '' }), {
      timeout: 10_000,
    });
    expect(mailsTo('ed@shop.example')).toHaveLength(1);
    expect(mailsTo('di@shop.example')).toHaveLength(0);
    await stop(boardId);
  });

  it('is sent at once to whoever asks, and to nobody else', async () => {
    const boardId = await createBoard('Nights');
    const sendNow = at(`/${boardId}/mail/now`);
    expect(await refusalOf(collector.owner(sendNow, { method: 'POST', body: {} }))).toMatchObject({
      status: 409,
      code: 'no_email',
    });
    const editor = await addMember(collector, 'Gil', { [siteId]: 'editor' });
    const sent = await editor.ask(sendNow, { method: 'POST', body: { language: 'en' } });
    expect(await sent.json()).toEqual({ recipient: editor.email });
    expect(mailsTo(editor.email)).toHaveLength(1);
    server.refusals.set(editor.email, '550 Full');
    expect(await refusalOf(editor.ask(sendNow, { method: 'POST', body: {} }))).toMatchObject({
      status: 503,
      code: 'mail_failed',
    });
    expect((await told(boardId)).schedule).toBeNull();
  });

  it('comes no more when the board is removed, and who got it is forgotten', async () => {
    const boardId = await createBoard('Gone');
    await schedule(boardId, ['hal@shop.example']);
    await collector.owner(at(`/${boardId}`), { method: 'DELETE' });
    aheadMs += DAY_MS;
    const other = await createBoard('After');
    const { nextAt } = await schedule(other, ['ivy@shop.example']);
    aheadMs = (nextAt ?? 0) - Date.now() + 1_000;
    await arrived('ivy@shop.example', 1);
    expect(mailsTo('hal@shop.example')).toHaveLength(0);
  });

  it('says what is wrong with what is asked of it', async () => {
    const boardId = await createBoard('Wrong');
    const post = (change: object) =>
      refusalOf(
        collector.owner(at(`/${boardId}/mail`), {
          method: 'POST',
          body: { recipients: ['a@b.example'], every: 'day', hour: 8, language: 'en', ...change },
        }),
      );
    expect(await post({ recipients: [] })).toMatchObject({ status: 400, path: 'recipients' });
    expect(await post({ recipients: ['nobody'] })).toMatchObject({ status: 400, path: 'recipients.0' });
    expect(await post({ recipients: ['a@b.example', 'A@b.example'] })).toMatchObject({ path: 'recipients' });
    expect(await post({ hour: 24 })).toMatchObject({ status: 400, path: 'hour' });
    expect(await post({ every: 'minute' })).toMatchObject({ status: 400, path: 'every' });
    expect(await refusalOf(stop(boardId))).toMatchObject({ status: 404, code: 'unknown_mail' });
  });
});
