import type { FunnelResult } from '@telltale/query';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { type MailServer, startMailServer } from '../fixtures/mail-server.ts';
import { addMember, type Member } from '../fixtures/members.ts';
import { settled, violations } from './axe.ts';
import { type DashboardBrowser, openDashboardBrowser } from './dashboard-browser.ts';
import { lastDays, numberFor, readers } from './demo-dashboard.ts';

const words = {
  en: {
    share: 'Share',
    password: 'Password (if you like)',
    make: 'Make a link',
    link: 'The link was made',
    takeBack: /^Take back the link made/,
    given: 'Password',
    open: 'Open the board',
    wrong: 'That is not the password of this link',
    gone: 'This link does not work',
    days: 'Date range',
    asSaved: 'Days as each card was saved',
    compare: 'Comparison',
    today: 'Today',
    mail: 'E-mail',
    recipients: 'Recipients',
    save: 'Save',
    saved: 'It is sent from now on',
    now: 'Send me one now',
    stop: 'Send it no more',
    stopped: 'It is sent no more',
    other: 'العربية',
    otherTitle: 'المقارنة',
  },
  ar: {
    share: 'شارك',
    password: 'كلمة المرور (إن شئت)',
    make: 'أنشئ رابطًا',
    link: 'أُنشئ الرابط',
    takeBack: /^اسحب الرابط/,
    given: 'كلمة المرور',
    open: 'افتح اللوح',
    wrong: 'ليست هذه كلمة مرور الرابط',
    gone: 'هذا الرابط لا يعمل',
    days: 'المدة',
    asSaved: 'الأيام كما حُفظت كل بطاقة',
    compare: 'المقارنة',
    today: 'اليوم',
    mail: 'البريد',
    recipients: 'المستلمون',
    save: 'احفظ',
    saved: 'يُرسل من الآن فصاعدًا',
    now: 'أرسل إليّ واحدة الآن',
    stop: 'أوقف الإرسال',
    stopped: 'توقّف الإرسال',
    other: 'English',
    otherTitle: 'Comparison',
  },
} as const;

const PASSWORD = 'seven wet frogs';
const steps = [{ events: [{ kind: 'page_view' }] }, { events: [{ kind: 'purchase' }] }];

let mailServer: MailServer;
let collector: TestCollector;
let dashboard: DashboardBrowser;
let editor: Member;
let siteId: string;
let boardId: string;
let funnel: FunnelResult;

beforeAll(async () => {
  mailServer = await startMailServer();
  collector = await startTestCollector({
    settings: { SMTP_URL: mailServer.url, MAIL_FROM: 'stats@shop.example' },
  });
  await collector.whenReady;
  const [site] = collector.sites();
  siteId = site?.id ?? '';
  const value = { amount: '20.00', currency: 'EUR' };
  const yesterday = Date.now() - 86_400_000;
  for (const at of [yesterday - 60_000, yesterday, Date.now()])
    await collector.send(
      wireBatch(site?.publicKeys[0] ?? '', [
        wireEvent({ at: at - 5_000 }),
        wireEvent({ kind: 'purchase', at, seq: 1, properties: { orderId: String(at), value } }),
      ]),
    );
  await vi.waitFor(
    async () => {
      funnel = (await collector.ask(siteId, 'funnel', { range: lastDays, steps })) as FunnelResult;
      expect(funnel.total.entered).toBe(3);
    },
    { timeout: 45_000 },
  );
  const card = { id: 'a', title: 'Bought', kind: 'funnel', definition: { range: { board: 'days' }, steps } };
  const cards = [{ ...card, view: 'funnels' }];
  const made = await collector.owner(`/sites/${siteId}/boards`, { method: 'POST', body: { title: 'Mornings', cards } });
  boardId = ((await made.json()) as { id: string }).id;
  editor = await addMember(collector, 'Ada', { [siteId]: 'editor' });
  dashboard = await openDashboardBrowser(collector);
});
afterAll(async () => {
  await dashboard.close();
  await mailServer.close();
});

const expectSound = async (page: Page) => {
  await settled(page);
  expect(await violations(page)).toEqual([]);
};

describe.each(readers)('a reader in $language', (reader) => {
  const text = words[reader.language];

  const openBoard = async () => {
    const context = await dashboard.context({ locale: reader.locale });
    const [name = '', value = ''] = editor.cookie.split('=');
    await context.addCookies([{ name, value, url: collector.url }]);
    const page = await context.newPage();
    await page.goto(`${collector.url}/sites/${siteId}/boards?lang=${reader.language}`);
    return page;
  };

  it('shares a board by a link with a password, which shows its figures to a stranger until it is taken back', async () => {
    const page = await openBoard();
    await page.getByRole('button', { name: text.share, exact: true }).click();
    await page.getByRole('textbox', { name: text.password }).fill(PASSWORD);
    await page.getByRole('button', { name: text.make }).click();
    const link = await page.getByRole('region', { name: text.link }).innerText();
    await expectSound(page);

    const stranger = await (await dashboard.context({ locale: reader.locale, theme: 'dark' })).newPage();
    await stranger.goto(link.trim());
    const line = stranger.getByRole('textbox', { name: text.given, exact: true });
    await line.fill('six dry frogs');
    await stranger.getByRole('button', { name: text.open }).click();
    await stranger.getByText(text.wrong).waitFor();
    expect(await violations(stranger)).toEqual([]);
    await line.fill(PASSWORD);
    await stranger.getByRole('button', { name: text.open }).click();
    await stranger.getByRole('heading', { name: 'Mornings', level: 1 }).waitFor();
    const entered = async () =>
      (await stranger.getByRole('region', { name: 'Bought' }).getByRole('definition').allInnerTexts())[0];
    await expect.poll(entered).toBe(numberFor(reader, funnel.total.entered));
    expect(await stranger.getByRole('navigation').count()).toBe(0);
    const days = stranger.getByRole('dialog', { name: text.days, exact: true });
    await stranger.getByRole('button', { name: text.asSaved, exact: true }).click();
    await expectSound(stranger);
    await days.getByRole('button', { name: text.today, exact: true }).click();
    await expect.poll(entered).toBe(numberFor(reader, 1));
    await stranger.getByRole('combobox', { name: text.compare, exact: true }).selectOption('previous');
    // Two came the day before, or one, where it has just become midnight.
    await stranger.getByRole('region', { name: 'Bought', exact: true }).locator('.change').first().waitFor();
    await expectSound(stranger);
    await stranger.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => stranger.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    // The language is the reader's, and the link stays what it was.
    await stranger.getByRole('radio', { name: text.other }).check({ force: true });
    await stranger.getByRole('combobox', { name: text.otherTitle, exact: true }).waitFor();
    expect(new URL(stranger.url()).hash).toBe(new URL(link.trim()).hash);

    await page.getByRole('button', { name: text.takeBack }).first().click();
    await expect.poll(() => page.getByRole('button', { name: text.takeBack }).count()).toBe(0);
    await page.context().close();
    await stranger.goto('about:blank');
    await stranger.goto(`${link.trim().replace('#', `?lang=${reader.language}#`)}`);
    await stranger.getByRole('heading', { name: text.gone }).waitFor();
    await stranger.context().close();
  });

  it('has a board sent by e-mail, and looks at one first', async () => {
    const before = mailServer.mails.length;
    const page = await openBoard();
    await page.getByRole('button', { name: text.mail, exact: true }).click();
    await page.getByRole('button', { name: text.now }).click();
    await expect.poll(() => mailServer.mails.length).toBe(before + 1);
    const mail = mailServer.mails.at(-1);
    expect(mail?.to).toBe(editor.email);
    expect(mail?.html).toContain(`<html lang="${reader.language}"`);
    await page.getByRole('combobox', { name: text.recipients }).fill('team@shop.example');
    await page.getByRole('button', { name: text.save, exact: true }).click();
    await page.getByText(text.saved).first().waitFor();
    await expectSound(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectSound(page);
    const told = await collector.owner(`/sites/${siteId}/boards/${boardId}/mail`);
    expect(await told.json()).toMatchObject({
      schedule: { recipients: ['team@shop.example'], every: 'week', hour: 8, language: reader.language },
    });
    await page.getByRole('button', { name: text.stop }).click();
    await page.getByText(text.stopped).first().waitFor();
    await page.context().close();
  });
});
