import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext, vi } from 'vitest';
import { openBrowser, openVisitorPage } from '../../fixtures/browser.ts';
import { startTestCollector, type TestCollector, wireBatch, wireEvent } from '../../fixtures/collector.ts';
import { violations } from '../axe.ts';

const DAY_MS = 86_400_000;

/** What is drawn over the page, apart from the page. */
const OVERLAY = '[data-tt-ignore]';

const body = `<style>#bar{position:fixed;inset-inline-end:0;bottom:0}</style><h1>Shop</h1><p id="words" style="color:oklch(0.4 0.1 200)">All <b>words</b></p>
  <section><p>One</p><p>Two</p></section><img id="photo" src="data:," alt="Old" width="90" height="60"><div style="height:1500px"></div>
  <button id="order" style="width:200px;height:80px">Order</button><button id="bar">Help</button><x-box></x-box>
  <script>customElements.define('x-box', class extends HTMLElement {
    constructor() { super().attachShadow({ mode: 'open' }).innerHTML = '<button id="inside">Inside</button>'; }
  });</script><div style="height:1500px"></div>`;

describe('what the dashboard opens over the real page', () => {
  let collector: TestCollector;
  let browser: Browser;
  let siteId: string;
  let url: string;
  let snippet = '';
  let publicKey = '';
  let clockMs = 0;
  const server = createServer((_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Shop</title>${snippet}${body}`,
      ),
  );

  const done = async (path: string, method: string, sent: object) => {
    const answer = await collector.owner(`/sites/${siteId}${path}`, { method, body: sent });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as { token: string; snippet: string; publicKey: string; id: string };
  };
  const tokenFor = async (asked: object) => (await done('/overlay-tokens', 'POST', asked)).token;

  const open = async (path: string, { onTestFinished }: TestContext, viewport = { width: 1000, height: 700 }) => {
    const context = await browser.newContext({ viewport });
    onTestFinished(() => context.close());
    const page = await openVisitorPage(context);
    await page.goto(url + path);
    return page;
  };

  /** Accepted events of a kind, as the collector's debug view tells them. */
  const countOf = async (kind: string) => {
    const { events } = (await (await collector.owner(`/sites/${siteId}/debug/events`)).json()) as {
      events: { kind: string; verdict: string }[];
    };
    return events.filter((event) => event.kind === kind && event.verdict === 'accepted').length;
  };

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
    [collector, browser] = await Promise.all([
      startTestCollector({ nowMs: () => Date.now() + clockMs }),
      openBrowser(),
    ]);
    await collector.whenReady;
    siteId = collector.sites()[0]?.id ?? '';
    ({ snippet, publicKey } = await done('', 'PATCH', { domains: ['localhost'] }));
  });
  afterAll(async () => {
    await browser?.close();
    await collector?.remove();
    server.closeAllConnections();
    server.close();
  });

  const ask = (what: string, sent: object, origin = url) =>
    fetch(`${collector.url}/e/overlay/${what}`, { method: 'POST', headers: { origin }, body: JSON.stringify(sent) });

  /** Makes a draft of two variants. */
  const draft = (id: string, changes: object[] = []) =>
    done('/experiments', 'POST', {
      id,
      name: id,
      variants: [
        { id: 'control', weight: 1 },
        { id: 'other', weight: 1, changes },
      ],
      primary: { type: 'conversion', title: 'Bought', events: [{ kind: 'purchase' }] },
    });
  /** Opens the editor of a new draft, whose second variant changes nothing yet. */
  const openEditor = async (id: string, test: TestContext) => {
    await draft(id);
    const token = await tokenFor({ purpose: 'editor', experiment: id, variant: 'other' });
    const author = await open(`/#tt_overlay=${token}`, test);
    const panel = author.getByRole('region', { name: 'Change this page' });
    await panel.waitFor();
    const change = panel.getByRole('button', { name: 'Change', exact: true });
    return {
      author,
      panel,
      change,
      fill: (name: string, text: string) => panel.getByRole('textbox', { name, exact: true }).fill(text),
      paint: (name: string, color: string) => panel.getByLabel(name, { exact: true }).fill(color),
      apply: () => change.click(),
    };
  };
  /** What the second variant changes, as it is kept. */
  const savedOf = async (wanted: string) => {
    const { experiments } = (await (await collector.owner(`/sites/${siteId}/experiments`)).json()) as {
      experiments: { id: string; variants: { changes?: object[] }[] }[];
    };
    return experiments.find(({ id }) => id === wanted)?.variants[1]?.changes;
  };

  it('draws the clicks on the elements that were clicked, fixed ones and those in a shadow root too, in any width', async (test) => {
    const visitor = await open('/', test);
    for (const [selector, times] of [
      ['#order', 3],
      ['#bar', 2],
      ['#inside', 1],
    ] as const)
      for (let click = 0; click < times; click++) await visitor.locator(selector).click({ position: { x: 10, y: 10 } });
    await vi.waitFor(async () => expect(await countOf('click')).toBe(6), 15_000);
    await vi.waitFor(
      async () => {
        const found = (await (
          await ask('heatmap', { token: await tokenFor({ purpose: 'heatmap' }), page: '/' })
        ).json()) as { elements: unknown[] };
        expect(found.elements).toHaveLength(3);
      },
      { timeout: 20_000, interval: 500 },
    );

    const token = await tokenFor({ purpose: 'heatmap', language: 'ar' });
    const owner = await open(`/#top&tt_overlay=${token}`, test, { width: 600, height: 500 });
    const panel = owner.getByRole('region', { name: 'النقرات في هذه الصفحة' });
    await panel.waitFor();
    expect(await violations(owner, OVERLAY)).toEqual([]);
    expect(await owner.evaluate(() => location.hash)).toBe('#top');
    const item = panel.getByRole('button', { name: /#order/ });
    expect(await item.textContent()).toContain('3');
    await item.press('Enter');
    const marks = () =>
      owner.evaluate(() => {
        const [host] = document.querySelectorAll('[data-tt-ignore]');
        return [...(host?.shadowRoot?.querySelectorAll('.mark') ?? [])].map((mark) => {
          const { left, top, width, height } = mark.getBoundingClientRect();
          return [left, top, width, height].map(Math.round);
        });
      });
    const boxes = () =>
      owner.evaluate(() =>
        [
          document.querySelector('#order'),
          document.querySelector('#bar'),
          document.querySelector('x-box')?.shadowRoot?.querySelector('#inside'),
        ].map((element) => {
          const { left = 0, top = 0, width = 0, height = 0 } = element?.getBoundingClientRect() ?? {};
          return [left, top, width, height].map(Math.round);
        }),
      );
    await vi.waitFor(async () => expect(await marks()).toEqual(await boxes()), 20_000);
    await owner.evaluate(() => scrollBy(0, 137));
    await vi.waitFor(async () => expect(await marks()).toEqual(await boxes()), 20_000);
    await panel.getByRole('combobox', { name: 'النقرات' }).selectOption('error');
    await owner.getByText('لا نقرات في هذه الأيام.').waitFor();
    expect(await marks()).toEqual([]);
    await panel.getByRole('button', { name: 'إغلاق' }).click();
    expect(await panel.count()).toBe(0);
  });

  it('shows a variant of a draft to whoever has its link, on the next page too, and tells no exposure', async (test) => {
    await draft('cta', [{ kind: 'text', selector: '#order', texts: { en: 'Buy now' } }]);
    const token = await tokenFor({ purpose: 'preview', experiment: 'cta', variant: 'other' });
    const shown = (page: Page) => page.getByRole('button', { name: 'Buy now' });
    const author = await open(`/?tt_preview=cta.other.${token}`, test);
    await shown(author).waitFor();
    await author.evaluate(() => {
      const link = document.createElement('a');
      link.href = '/next';
      link.append('Next');
      document.body.prepend(link);
    });
    await author.getByRole('link', { name: 'Next' }).click();
    await author.waitForURL('**/next?tt_preview=*');
    await shown(author).scrollIntoViewIfNeeded();
    await vi.waitFor(async () => expect(await countOf('variant_preview')).toBeGreaterThan(0), 15_000);
    expect(await countOf('exposure')).toBe(0);
    const visitor = await open('/', test);
    expect(await visitor.locator('#order').textContent()).toBe('Order');
  });

  it('changes the page where one points, and saves it as the variant of a draft', async (test) => {
    const { author, panel, fill, apply } = await openEditor('drawn', test);
    await author.locator('#order').click();
    await fill('Text', 'Buy now');
    await fill('Message to add', 'Free returns');
    await apply();
    expect(await author.locator('#order').textContent()).toBe('Buy now');
    await author.getByText('Free returns', { exact: true }).waitFor();
    await author.locator('h1').click();
    await panel.getByRole('button', { name: 'Hide' }).click();
    expect(await author.locator('h1').isVisible()).toBe(false);
    await panel.getByRole('button', { name: 'Undo the last' }).click();
    expect(await author.locator('h1').isVisible()).toBe(true);
    await panel.getByRole('button', { name: 'Save the variant' }).click();
    await panel.getByText('Saved.').waitFor();
    expect(await savedOf('drawn')).toEqual([
      { kind: 'text', selector: '#order', texts: { en: 'Buy now' } },
      { kind: 'message', selector: '#order', place: 'after', texts: { en: 'Free returns' } },
    ]);
  });

  it('changes content, colours, styles, classes, attributes, pictures and places, each beside what was changed before', async (test) => {
    const { author, panel, fill, paint, apply } = await openEditor('rich', test);
    const styleOf = (name: string) =>
      author.locator('#words').evaluate((element, of) => getComputedStyle(element).getPropertyValue(of), name);

    await author.locator('#words').click();
    const ink = await styleOf('color');
    await paint('Background', '#008000');
    await fill('Message to add', 'Free shipping');
    await panel.getByRole('combobox', { name: 'Where' }).selectOption('first');
    await apply();
    // The colour that nobody touched stays as the page has it, however that is written.
    expect([await styleOf('background-color'), await styleOf('color')]).toEqual(['rgb(0, 128, 0)', ink]);
    expect(await author.locator('#words').textContent()).toBe('Free shippingAll words');
    await paint('Text colour', '#ffffff');
    await panel.getByText('Style, classes, attributes').click();
    expect(await violations(author, OVERLAY)).toEqual([]);
    await fill('CSS property', 'text-decoration-line');
    await fill('Its value', 'underline');
    await fill('Classes to add', 'wide calm');
    await fill('Content (HTML)', 'Few <em>words</em>');
    await apply();
    expect([await styleOf('background-color'), await styleOf('color')]).toEqual([
      'rgb(0, 128, 0)',
      'rgb(255, 255, 255)',
    ]);
    expect(await author.locator('#words em').textContent()).toBe('words');

    await panel.getByText('Style, classes, attributes').click();
    await fill('Attribute', 'onclick');
    await fill('Its value; empty removes it', 'x()');
    await apply();
    await panel.getByText('This attribute can run code or is unknown.').waitFor();
    await fill('Attribute', 'title');
    await fill('Its value; empty removes it', 'More');
    await apply();
    await panel.getByRole('button', { name: 'Move up' }).click();
    expect(await author.locator('#words[title=More] + h1').count()).toBe(1);
    await author.getByText('Two', { exact: true }).click();
    await fill('Text', 'Three');
    await apply();
    expect(await author.locator('body > section').textContent()).toBe('OneThree');
    await author.locator('#photo').click();
    await fill('Address of the picture', 'javascript:x()');
    await apply();
    await panel.getByText('This address could run code.').waitFor();
    await fill('Address of the picture', '/red.webp');
    await fill('What it shows', 'Red');
    await apply();
    expect(await author.locator('#photo').getAttribute('alt')).toBe('Red');
    await panel.getByRole('button', { name: 'Save the variant' }).click();
    await panel.getByText('Saved.').waitFor();
    const selector = '#words';
    expect(await savedOf('rich')).toEqual([
      {
        kind: 'style',
        selector,
        properties: { 'background-color': '#008000', color: '#ffffff', 'text-decoration-line': 'underline' },
      },
      { kind: 'message', selector, place: 'first', texts: { en: 'Free shipping' } },
      { kind: 'html', selector, texts: { en: 'Few <em>words</em>' } },
      { kind: 'class', selector, add: ['wide', 'calm'], remove: [] },
      { kind: 'attribute', selector, name: 'title', value: 'More' },
      { kind: 'move', selector, to: expect.any(String), place: 'before' },
      { kind: 'text', selector: expect.any(String), texts: { en: 'Three' } },
      { kind: 'image', selector: '#photo', src: '/red.webp', texts: { en: 'Red' } },
    ]);
  });

  it('leaves the keyboard where it was, undoes step by step, and refuses an address only where one is given', async (test) => {
    const { author, panel, change, fill, paint, apply } = await openEditor('steps', test);
    const undo = panel.getByRole('button', { name: 'Undo the last' });
    const text = panel.getByRole('textbox', { name: 'Text', exact: true });
    const hasFocus = () => change.evaluate((one) => one.matches(':focus'));
    expect(await undo.isDisabled()).toBe(true);
    await author.locator('#order').click();
    await fill('Text', 'اشترِ');
    expect(await text.evaluate((one) => getComputedStyle(one).direction)).toBe('rtl');
    await change.press('Enter');
    await author.keyboard.press('Enter');
    expect([await text.inputValue(), await hasFocus()]).toEqual(['اشترِ', true]);
    await author.evaluate(() => document.body.click());
    expect(await text.inputValue()).toBe('اشترِ');

    await panel.getByRole('button', { name: 'Hide' }).click();
    await fill('Text', 'Buy now');
    await apply();
    const order = author.locator('#order');
    const now = async () => [await order.textContent(), await text.inputValue(), await order.isVisible()];
    expect(await now()).toEqual(['Buy now', 'Buy now', false]);
    await undo.press('Enter');
    expect(await now()).toEqual(['اشترِ', 'اشترِ', false]);
    await undo.press('Enter');
    expect(await now()).toEqual(['اشترِ', 'اشترِ', true]);
    await undo.press('Enter');
    expect(await now()).toEqual(['Order', 'Order', true]);
    expect([await undo.isDisabled(), await hasFocus()]).toEqual([true, true]);

    // The picture that the page has is a `data:` one: it stays.
    await author.locator('#photo').click();
    await paint('Background', '#008000');
    await apply();
    expect(await author.locator('#photo').evaluate((one) => getComputedStyle(one).backgroundColor)).toBe(
      'rgb(0, 128, 0)',
    );
    await panel.getByText('Style, classes, attributes').click();
    await fill('Attribute', 'href');
    await fill('Its value; empty removes it', '/red');
    await fill('Address of the picture', 'javascript:x()');
    await apply();
    await panel.getByText('This address could run code.').waitFor();
    expect(await author.locator('#photo[href]').count()).toBe(0);

    await author.getByText('Two', { exact: true }).click();
    await fill('Text', 'Second');
    await apply();
    await panel.getByRole('button', { name: 'Move up' }).click();
    await author.getByText('One', { exact: true }).click();
    await fill('Text', 'First');
    await apply();
    await author.evaluate(() => document.body.classList.add('changed'));
    expect(await author.locator('body > section').textContent()).toBe('SecondFirst');
  });

  it('opens with its own token only: not with one that has ended, is unknown or for something else, nor on somebody else’s page', async () => {
    const token = await tokenFor({ purpose: 'heatmap' });
    const preview = await tokenFor({ purpose: 'preview', experiment: 'cta', variant: 'other' });
    expect((await ask('heatmap', { token, page: '/' })).status).toBe(200);
    expect((await ask('heatmap', { token: preview, page: '/' })).status).toBe(403);
    expect((await ask('changes', { token, changes: [] })).status).toBe(403);
    expect((await ask('open', { token: 'f'.repeat(64) })).status).toBe(403);
    const elsewhere = await ask('heatmap', { token, page: '/' }, 'https://elsewhere.example');
    expect([elsewhere.status, elsewhere.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    clockMs = DAY_MS;
    expect((await ask('heatmap', { token, page: '/' })).status).toBe(403);
    expect((await ask('open', { token: preview })).status).toBe(200);
    clockMs = 0;
  });

  it('begins a heatmap with the variant, segment and device that it is opened for, and shows the clicks of those alone', async (test) => {
    await draft('seen');
    await done('/experiments/seen/state', 'POST', { state: 'running', version: 1 });
    const segment = { title: 'Buyers', condition: { all: [{ did: { kind: 'purchase' } }] } };
    const { id } = await done('/segments', 'POST', segment);
    const seen = { kind: 'exposure', properties: { experiment: 'seen', variant: 'other' } };
    const at = { xRatio: 0.5, yRatio: 0.5, pageXPx: 10, pageYPx: 10, viewportWidthPx: 1000, input: 'pointer' };
    const click = { kind: 'click', properties: { anchor: '#seen', ...at } };
    const page = { url: `${url}/seen` };
    const sent = await collector.send(wireBatch(publicKey, [wireEvent(), wireEvent(seen), wireEvent(click)], page), {
      origin: url,
    });
    expect(sent.ok).toBe(true);
    const token = await tokenFor({
      purpose: 'heatmap',
      experiment: 'seen',
      variant: 'other',
      segment: id,
      device: 'mobile',
    });
    const anchors = async (asked: object) => {
      const told = (await (await ask('heatmap', { token, page: '/seen', ...asked })).json()) as {
        elements: { anchor: string }[];
      };
      return told.elements.map(({ anchor }) => anchor);
    };
    await vi.waitFor(async () => expect(await anchors({})).toEqual(['#seen']), { timeout: 20_000, interval: 200 });
    expect(await anchors({ variant: 'seen:other' })).toEqual(['#seen']);
    expect(await anchors({ variant: 'seen:control' })).toEqual([]);

    const owner = await open(`/seen#tt_overlay=${token}`, test);
    const panel = owner.getByRole('region', { name: 'Clicks on this page' });
    const chosen = (name: string) => panel.getByRole('combobox', { name, exact: true });
    await expect.poll(() => chosen('Variant seen').inputValue()).toBe('seen:other');
    expect([await chosen('Segment').inputValue(), await chosen('Device').inputValue()]).toEqual([id, 'mobile']);
    await owner.getByText('No clicks in these days.').waitFor();
    await chosen('Segment').selectOption('');
    await chosen('Device').selectOption('');
    await panel.getByRole('button', { name: /#seen/ }).waitFor();
    await chosen('Variant seen').selectOption('seen · control');
    await owner.getByText('No clicks in these days.').waitFor();

    const refused = async (asked: object) => {
      const answer = await collector.owner(`/sites/${siteId}/overlay-tokens`, {
        method: 'POST',
        body: { purpose: 'heatmap', ...asked },
      });
      return [answer.status, ((await answer.json()) as { error: { code: string } }).error.code];
    };
    expect(await refused({ experiment: 'seen' })).toEqual([400, 'missing_variant']);
    expect(await refused({ experiment: 'seen', variant: 'none' })).toEqual([404, 'unknown_experiment']);
    await draft('unseen');
    expect(await refused({ experiment: 'unseen', variant: 'other' })).toEqual([404, 'unknown_experiment']);
    expect(await refused({ segment: 'none' })).toEqual([404, 'unknown_segment']);
  });
});
