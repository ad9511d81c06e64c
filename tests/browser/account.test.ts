import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { addMember, PASSWORD } from '../fixtures/members.ts';
import { settled, violations } from './axe.ts';
import { type DashboardBrowser, openDashboardBrowser } from './dashboard-browser.ts';

let collector: TestCollector;
let dashboard: DashboardBrowser;

beforeAll(async () => {
  collector = await startTestCollector();
  await collector.whenReady;
  dashboard = await openDashboardBrowser(collector);
});
afterAll(() => dashboard.close());

const site = () => collector.sites()[0]?.id ?? '';
const publicKey = () => collector.sites()[0]?.publicKeys[0] ?? '';

/** A page that has no card: what is there must have come, and nothing of it may be wrong. */
const expectSound = async (page: Page) => {
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await page.setViewportSize({ width: 1280, height: 900 });
};

const signInWith = async (page: Page, email: string, password: string) => {
  await page.getByRole('heading', { name: 'Sign in to Telltale' }).waitFor();
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await page.keyboard.press('Enter');
};

it('a newcomer makes an account with the link of the console, copies the tag, sees the first visit, saves a funnel and shares it, in twelve clicks', async () => {
  const context = await dashboard.context();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  let clicks = 0;
  const click = async (name: string, role: 'button' | 'link' = 'button') => {
    clicks += 1;
    await page.getByRole(role, { name, exact: true }).click();
  };
  // Who comes without the link is told where it is, and may paste it.
  await page.goto(collector.url);
  await page.getByRole('heading', { name: 'Welcome to Telltale' }).waitFor();
  await expectSound(page);
  const line = page.getByRole('textbox', { name: 'Link from the terminal' });
  await line.fill('https://elsewhere.example/');
  await page.keyboard.press('Enter');
  await page.getByText('There is no link of this collector').waitFor();
  await line.fill((await collector.createSignUpLink()) ?? '');
  await click('Go on');

  await page.getByRole('heading', { name: 'Make your account' }).waitFor();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.com');
  await page.getByRole('textbox', { name: 'Choose a password' }).fill('short');
  await click('Make my account');
  await page.getByText('This is too short').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('password');
  await expectSound(page);
  await page.getByRole('textbox', { name: 'Choose a password' }).fill(PASSWORD);
  await click('Make my account');

  await page.getByText('Waiting for your first visit…').waitFor();
  expect(page.url()).toBe(`${collector.url}/sites/${site()}/setup`);
  await click('Copy the tag');
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain(publicKey());
  expect((await collector.send(wireBatch(publicKey(), [wireEvent()]))).ok).toBe(true);
  await page.getByRole('heading', { name: 'Your tag works' }).waitFor();

  await click('Funnels', 'link');
  await click('Save to a board');
  const box = page.getByRole('dialog', { name: 'Save to a board' });
  await box.getByRole('textbox', { name: 'Name of the card' }).fill('From a look to a purchase');
  await box.getByRole('textbox', { name: 'Name of the board' }).fill('Mornings');
  await click('Save');
  await box.waitFor({ state: 'hidden' });
  await click('Boards', 'link');
  await click('Share');
  await click('Make a link');
  await click('Copy the link');
  // One of them in vain, for the password that was too short.
  expect(clicks).toBeLessThanOrEqual(12);

  const stranger = await (await dashboard.context()).newPage();
  await expect.poll(copied).toContain('/shared');
  await stranger.goto(await copied());
  await stranger.getByRole('heading', { name: 'Mornings', level: 1 }).waitFor();
  const card = stranger.getByRole('region', { name: 'From a look to a purchase' });
  await expect.poll(async () => (await card.getByRole('definition').allInnerTexts())[0]).toBe('1');
  await stranger.context().close();
  await context.close();
});

it('who has an account signs in with it, where a link had led to, and is told when it is wrong', async () => {
  await addMember(collector, 'Grace', { '*': 'owner' });
  const page = await (await dashboard.context()).newPage();
  await page.goto(`${collector.url}/sites/${site()}/team`);
  await page.getByRole('heading', { name: 'Sign in to Telltale' }).waitFor();
  await expectSound(page);
  await signInWith(page, 'grace@example.com', 'not the password');
  expect(await page.getByRole('alert').textContent()).toContain('do not belong together');
  await signInWith(page, 'grace@example.com', PASSWORD);
  await page.getByRole('heading', { name: 'Team', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in to Telltale' }).waitFor();
  await page.context().close();
});

it('an owner invites by a link, and who opens it joins with the role that was given', async () => {
  const owner = await addMember(collector, 'Owner two', { '*': 'owner' });
  const context = await dashboard.context();
  const page = await context.newPage();
  await page.goto(`${collector.url}/sites/${site()}/team`);
  await signInWith(page, owner.email, PASSWORD);
  await page.getByRole('heading', { name: 'Team', level: 1 }).waitFor();
  await page.getByRole('textbox', { name: 'E-mail' }).fill('guest@example.com');
  await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption('Viewer');
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  const link = (await page.getByRole('region', { name: 'The link of the invitation' }).textContent()) ?? '';

  const guest = await (await dashboard.context()).newPage();
  await guest.goto(link.trim());
  await guest.getByText(/You are invited: .*My site.* \(Viewer\)/).waitFor();
  await expectSound(guest);
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Guest');
  await guest.getByRole('textbox', { name: 'Choose a password' }).fill(PASSWORD);
  await guest.keyboard.press('Enter');
  await guest.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  expect(guest.url()).not.toContain('token');
  await guest.getByRole('link', { name: 'Team' }).click();
  await guest.getByText('Owners see who is on the team').waitFor();

  await page.reload();
  const role = page.getByRole('combobox', { name: 'Role of Guest: My site' });
  await role.selectOption('Analyst');
  await page.getByRole('status').filter({ hasText: 'The role was changed.' }).waitFor();
  await page.getByRole('button', { name: 'Remove Guest' }).click();
  await page.getByRole('dialog', { name: 'Remove Guest?' }).getByRole('button', { name: 'Remove' }).click();
  await expect.poll(() => role.count()).toBe(0);
  await guest.reload();
  await guest.getByRole('heading', { name: 'Sign in to Telltale' }).waitFor();
  await guest.context().close();
  await context.close();
});

it('the account tells where it is signed in, ends that, and takes another password', async () => {
  const { email } = await addMember(collector, 'Lin', { [site()]: 'editor' });
  const page = await (await dashboard.context()).newPage();
  await page.goto(`${collector.url}/sites/${site()}/overview`);
  await signInWith(page, email, PASSWORD);
  await page.getByRole('link', { name: /^Your account: .?Lin/ }).click();
  const table = page.getByRole('table', { name: 'Where you are signed in' });
  await expect.poll(() => table.getByRole('rowheader').count()).toBe(2);
  await page.getByRole('button', { name: /^End the session: / }).click();
  await expect.poll(() => table.getByRole('rowheader').count()).toBe(1);

  const set = async (current: string) => {
    await page.getByRole('textbox', { name: 'Current password' }).fill(current);
    await page.getByRole('textbox', { name: 'New password' }).fill('another horse battery');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
  };
  await set('not the password');
  await page.getByText('This is not your current password.').waitFor();
  await set(PASSWORD);
  await page.getByText('Saved.', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signInWith(page, email, 'another horse battery');
  await page.getByRole('heading', { name: 'Your account', level: 1 }).waitFor();
  await page.context().close();
});

describe.each([
  { locale: 'en-GB', theme: 'light' },
  { locale: 'ar-EG', theme: 'dark' },
] as const)('in $locale, $theme', ({ locale, theme }) => {
  it.each(['team', 'account'])('the panel %s has no violation and stands in a narrow window', async (panel) => {
    const page = await dashboard.open(`/sites/${site()}/${panel}`, { locale, theme });
    await settled(page);
    await expectSound(page);
    await page.context().close();
  });

  it('signing in has no violation', async () => {
    const page = await (await dashboard.context({ locale, theme })).newPage();
    await page.goto(collector.url);
    await page.locator('input[type="email"]').waitFor();
    await page.locator('summary').click();
    await expectSound(page);
    await page.context().close();
  });
});
