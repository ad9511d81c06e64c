import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type MailServer, startMailServer } from '../../../tests/fixtures/mail-server.ts';
import type { Site } from '../sites/site.ts';
import { openTestStore, type TestStore } from '../testing/open-test-store.ts';
import { createBoardMails } from './board-mails.ts';
import { createMailer } from './mailer.ts';
import { type Mails, startMails } from './start-mails.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const start = Date.parse('2026-03-09T07:00:00Z');

let test: TestStore;
let server: MailServer;
let now = start;
let running: Mails[] = [];

beforeAll(async () => {
  [test, server] = await Promise.all([openTestStore(), startMailServer()]);
}, 30_000);
afterEach(async () => {
  await Promise.all(running.map((mails) => mails.stop()));
  running = [];
});
afterAll(() => Promise.all([test.end(), server.close()]));

const site = { id: 'shop', timeZone: 'UTC', weekStartsOn: 'monday' } as Site;
const openBook = () => createBoardMails(() => test.store.documents);

/** A collector's part that sends. */
const openCollector = () => {
  const mails = startMails({
    mailer: createMailer({ smtpUrl: server.url, mailFrom: 'stats@shop.example' }),
    book: openBook(),
    siteById: () => site,
    store: () => test.store,
    write: async () => ({ subject: 'Mornings', html: '<p>20</p>', text: '20' }),
    log: pino({ level: 'silent' }),
    nowMs: () => now,
    lookEveryMs: 20,
  });
  running.push(mails);
};

/** Has a board sent at 08:00 from now on. */
const schedule = async (boardId: string, recipients: string[]) => {
  const key = { siteId: site.id, boardId };
  await openBook().setSchedule({ ...key, recipients, every: 'day', hour: 8, language: 'en', since: now }, 'person:ada');
  return key;
};
const countTo = (recipient: string) => server.mails.filter(({ to }) => to === recipient).length;
const statusOf = async (key: { siteId: string; boardId: string }) => (await openBook().sending(key))?.sending;
const waitFor = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

describe('boards that are due', () => {
  it('are sent once by collectors beside each other, day after day', async () => {
    now = start;
    const key = await schedule('beside', ['ada@shop.example', 'bo@shop.example']);
    openCollector();
    openCollector();
    for (const days of [1, 2, 3]) {
      now = start + (days - 1) * DAY_MS + 2 * 60 * MINUTE_MS;
      const day = new Date(now).toISOString().slice(0, 10);
      await waitFor(async () => expect(await statusOf(key)).toMatchObject({ day, status: 'sent' }));
      expect([countTo('ada@shop.example'), countTo('bo@shop.example')]).toEqual([days, days]);
    }
    await openBook().remove(key, 'person:ada');
  });

  it('of a collector that died are taken over after ten minutes, for those who do not have theirs', async () => {
    now = start;
    const key = await schedule('died', ['cy@shop.example', 'di@shop.example']);
    now = start + 2 * 60 * MINUTE_MS;
    const left = { day: '2026-03-09', dueAt: now, sentTo: ['cy@shop.example'], refused: [], tries: 1 };
    const noted = { ...left, status: 'sending', nextTryAt: null, message: '', at: now } as const;
    await openBook().note(key, noted, 0);
    const other = await schedule('later', ['ed@shop.example']);
    openCollector();
    now += 9 * MINUTE_MS;
    await openBook().setSchedule(
      { ...other, recipients: ['ed@shop.example'], every: 'day', hour: 9, language: 'en', since: start },
      'person:ada',
    );
    // Whoever looked at the one that is due looked at the one before it.
    await waitFor(async () => expect(await statusOf(other)).toMatchObject({ status: 'sent' }));
    expect([countTo('cy@shop.example'), countTo('di@shop.example')]).toEqual([0, 0]);
    now += 2 * MINUTE_MS;
    await waitFor(async () => expect(await statusOf(key)).toMatchObject({ status: 'sent', tries: 2 }));
    expect([countTo('cy@shop.example'), countTo('di@shop.example')]).toEqual([0, 1]);
    for (const done of [key, other]) await openBook().remove(done, 'person:ada');
  });

  it('are given up after six tries, and sent again the next day', async () => {
    now = start;
    const key = await schedule('failing', ['flo@shop.example']);
    server.refusals.set('flo@shop.example', '451 Not now');
    openCollector();
    now = start + 2 * 60 * MINUTE_MS;
    for (const [tries, minutes] of [1, 5, 15, 60, 180].entries()) {
      await waitFor(async () => expect(await statusOf(key)).toMatchObject({ status: 'waiting', tries: tries + 1 }));
      now += minutes * MINUTE_MS;
    }
    await waitFor(async () =>
      expect(await statusOf(key)).toMatchObject({ status: 'failed', tries: 6, nextTryAt: null }),
    );
    server.refusals.clear();
    now = start + DAY_MS + 2 * 60 * MINUTE_MS;
    await waitFor(async () => expect(await statusOf(key)).toMatchObject({ day: '2026-03-10', status: 'sent' }));
    expect(countTo('flo@shop.example')).toBe(1);
  });
});
