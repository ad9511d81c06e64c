import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eventually, mark, type TagWindow, useBrowser, type Visit, type VisitOptions, visit } from './visit.ts';

useBrowser();

const DAY_S = 86_400;

type Host = `${string}localhost`;

const begin = async (options: VisitOptions) => {
  const visiting = await visit({ ...options, path: '/blank' });
  const port = new URL(visiting.pages.url).port;
  let seen = 0;
  /** Opens a page and answers with whose page view it was. */
  const open = async (host: Host, path = '/', page = visiting.page) => {
    await page.goto(`http://${host}:${port}${path}`);
    return viewer();
  };
  /** Whose page view the next one is. */
  const viewer = async () => {
    seen += 1;
    await eventually(() => expect(visiting.pages.events('page_view')).toHaveLength(seen));
    return visiting.pages.events('page_view')[seen - 1]?.envelope.visitorId;
  };
  const ourCookies = async () =>
    (await visiting.context.cookies()).filter(({ name }) => name.startsWith('tt_')).map(({ value }) => value);
  return { ...visiting, port, open, viewer, ourCookies };
};

const consent = (page: Page, choice: 'granted' | 'cookieless' | 'denied') =>
  page.evaluate((chosen) => (window as unknown as TagWindow).telltale.consent(chosen), choice);

const blank = { '/blank': '<!doctype html><title>Nothing here</title>' };

const untilCookies = async ({ ourCookies }: { ourCookies: () => Promise<string[]> }, expected: unknown[]) =>
  expect.poll(ourCookies).toEqual(expected);

describe('a visitor on the subdomains of the cookie domain', () => {
  const shop = (options: VisitOptions = {}) =>
    begin({ ...options, pages: { '/': '', ...blank }, config: { cookieDomain: 'shop.localhost', ...options.config } });

  it('is one visitor, known by a first-party cookie that lasts 400 days', async () => {
    const { open, context } = await shop();
    const first = await open('www.shop.localhost');
    expect(first).toMatch(/^[\da-f]{16}$/);
    expect(await open('blog.shop.localhost')).toBe(first);
    expect(await open('shop.localhost')).toBe(first);
    const [cookie, ...others] = await context.cookies();
    expect(others).toEqual([]);
    expect(cookie).toMatchObject({
      value: first,
      domain: '.shop.localhost',
      path: '/',
      sameSite: 'Lax',
      httpOnly: false,
      secure: false,
    });
    expect((cookie?.expires ?? 0) - Date.now() / 1000).toBeGreaterThan(399 * DAY_S);
    expect((cookie?.expires ?? 0) - Date.now() / 1000).toBeLessThan(401 * DAY_S);
  });

  it('has a cookie that is Secure where the page is', async () => {
    const { context, page, pages } = await shop({ config: { cookieDomain: 'shop.example' } });
    await context.route('https://www.shop.example/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      const answer = await fetch(pages.url + pathname);
      const body = (await answer.text()).replaceAll(pages.tagOrigin, '');
      await route.fulfill({ contentType: answer.headers.get('content-type') ?? '', body });
    });
    await page.goto('https://www.shop.example/');
    await expect
      .poll(() => context.cookies())
      .toMatchObject([{ domain: '.shop.example', secure: true, sameSite: 'Lax' }]);
  });

  it('stays the same over the pages of a host to which the cookie does not belong', async () => {
    const { open, ourCookies } = await shop();
    const first = await open('staging.localhost');
    expect(await open('staging.localhost')).toBe(first);
    expect(await open('staging.localhost')).toBe(first);
    expect(await ourCookies()).toEqual([]);
  });

  it('has no cookie before consent, and none after it is withdrawn', async () => {
    const started = await shop({ config: { isCookieless: true } });
    const { open, page, pages } = started;
    expect(await open('www.shop.localhost')).toBeUndefined();
    await mark(pages, page, 'before');
    await untilCookies(started, []);
    await consent(page, 'granted');
    await mark(pages, page, 'granted');
    const granted = pages.events('custom').at(-1)?.envelope.visitorId;
    await untilCookies(started, [granted]);
    expect(pages.events('custom')[0]?.envelope).not.toHaveProperty('visitorId');
    await consent(page, 'denied');
    await untilCookies(started, []);
  });

  it('is taken over at once where consent is given and something is recorded in the same moment', async () => {
    const { open, page, pages } = await shop({ config: { isCookieless: true } });
    await open('www.shop.localhost');
    await consent(page, 'granted');
    await mark(pages, page, 'first');
    const first = pages.events('custom')[0]?.envelope.visitorId;
    expect(await open('blog.shop.localhost')).toBeUndefined();
    await page.evaluate(() => {
      const { telltale } = window as unknown as TagWindow;
      telltale.consent('granted');
      telltale.track('second');
    });
    await eventually(() => expect(pages.events('custom')).toHaveLength(2));
    expect(pages.events('custom')[1]?.envelope.visitorId).toBe(first);
  });

  it('keeps the cookie while a subdomain still asks for consent', async () => {
    const started = await shop({ config: { isCookieless: true } });
    const { open, page, pages } = started;
    await open('www.shop.localhost');
    await consent(page, 'granted');
    await mark(pages, page);
    const id = pages.events('custom')[0]?.envelope.visitorId;
    await untilCookies(started, [id]);
    await open('blog.shop.localhost');
    await untilCookies(started, [id]);
  });

  it('is another one everywhere after reset', async () => {
    const { open, page, pages } = await shop();
    const first = await open('www.shop.localhost');
    await open('blog.shop.localhost');
    await page.evaluate(() => (window as unknown as TagWindow).telltale.reset());
    await mark(pages, page);
    const second = pages.events('custom')[0]?.envelope.visitorId;
    expect(second).not.toBe(first);
    expect(await open('www.shop.localhost')).toBe(second);
    expect(await open('blog.shop.localhost')).toBe(second);
  });

  it('does not come back from what another subdomain has stored when consent was withdrawn on one', async () => {
    const started = await shop();
    const { open, page } = started;
    const first = await open('www.shop.localhost');
    expect(await open('blog.shop.localhost')).toBe(first);
    await consent(page, 'denied');
    await untilCookies(started, []);
    const later = await open('www.shop.localhost');
    expect(later).toMatch(/^[\da-f]{16}$/);
    expect(later).not.toBe(first);
  });

  it('is remembered by the cookie where the browser forbids storage, and does not come back once consent was withdrawn on one', async () => {
    const started = await shop({
      before: () =>
        Object.defineProperty(window, 'localStorage', {
          get: () => {
            throw new DOMException('forbidden', 'SecurityError');
          },
        }),
    });
    const { open, page, context } = started;
    const first = await open('www.shop.localhost');
    expect(first).toMatch(/^[\da-f]{16}$/);
    expect(await open('www.shop.localhost')).toBe(first);
    expect(await open('blog.shop.localhost')).toBe(first);
    await consent(page, 'denied');
    expect((await context.cookies()).filter(({ value }) => value === first)).toMatchObject([
      { domain: 'www.shop.localhost' },
    ]);
    const later = await open('www.shop.localhost');
    expect(later).toMatch(/^[\da-f]{16}$/);
    expect(later).not.toBe(first);
  });

  it('has no cookie with Global Privacy Control', async () => {
    const { page, pages, port, ourCookies } = await shop({
      before: () => Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true }),
    });
    await page.goto(`http://www.shop.localhost:${port}/`);
    await page.evaluate(() => (window as unknown as TagWindow).telltale.consent('granted'));
    await page.waitForLoadState('networkidle');
    expect(await ourCookies()).toEqual([]);
    expect(pages.events()).toEqual([]);
  });

  it('survives a cookie of its name that somebody else wrote', async () => {
    const { open, context } = await shop();
    await context.addCookies([{ name: 'tt_site-key', value: '"nonsense"', domain: '.shop.localhost', path: '/' }]);
    expect(await open('www.shop.localhost')).toMatch(/^[\da-f]{16}$/);
  });
});

describe('a visitor who follows a link to a linked domain', () => {
  const links = (port: string) => `
    <a id="go" href="http://other.localhost:${port}/arrive?a=1%20b&c=%D9%85#part">other</a>
    <a id="sub" href="http://deep.other.localhost:${port}/arrive">subdomain</a>
    <a id="own" href="/arrive">own</a>
    <a id="foreign" href="http://foreign.localhost:${port}/arrive">foreign</a>
    <a id="quiet" rel="noreferrer" href="http://other.localhost:${port}/arrive">quiet</a>`;

  const linked = async (options: VisitOptions = {}) => {
    const linkedDomains = ['shop.localhost', 'other.localhost'];
    const started = await begin({
      ...options,
      // The links carry the server's port, which the page knows.
      pages: { '/': '<div></div>', '/arrive': 'arrived', ...blank },
      config: { linkedDomains, ...options.config },
    });
    const { page, open, port } = started;
    const depart = async (host: Host = 'shop.localhost') => {
      const id = await open(host);
      await page.evaluate((html) => {
        document.body.innerHTML = html;
      }, links(port));
      return id;
    };
    return { ...started, depart };
  };

  const hrefOf = (page: Page, id: string) => page.getAttribute(`#${id}`, 'href');

  /** What is recorded must never hold what the link carried. */
  const expectNothingRecorded = ({ pages }: Pick<Visit, 'pages'>) =>
    expect(JSON.stringify(pages.batches.map(({ batch }) => batch))).not.toContain('tt_token');

  it('stays the same visitor there, under an address that is as it was', async () => {
    const { page, pages, depart, viewer } = await linked();
    const id = await depart();
    await page.click('#go');
    expect(await viewer()).toBe(id);
    const { href } = new URL(pages.events('page_view')[1]?.envelope.url ?? '');
    expect(href).toMatch(/:\d+\/arrive\?a=1%20b&c=%D9%85#part$/);
    expect(page.url()).toBe(href);
    await mark(pages, page);
    expect(pages.events('page_view')).toHaveLength(2);
    expect(pages.events('outbound_click')).toEqual([]);
    expectNothingRecorded({ pages });
  });

  it('stays the same by keyboard, and on a subdomain', async () => {
    const { page, depart, viewer } = await linked();
    const id = await depart();
    await page.focus('#go');
    await page.keyboard.press('Enter');
    expect(await viewer()).toBe(id);
    await depart();
    await page.click('#sub');
    expect(await viewer()).toBe(id);
  });

  it('has one fresh parameter in a link that is used again, opened in another tab or by the menu', async () => {
    const { page, depart } = await linked();
    const id = await depart();
    await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
    await page.click('#go');
    await page.click('#go');
    expect(await hrefOf(page, 'go')).toMatch(new RegExp(`arrive\\?a=1%20b&c=%D9%85&tt_token=${id}\\.[\\da-z]+#part$`));
    const decorated = new RegExp(`arrive\\?tt_token=${id}\\.[\\da-z]+$`);
    expect(await hrefOf(page, 'sub')).not.toMatch(decorated);
    await page.dispatchEvent('#sub', 'contextmenu');
    expect(await hrefOf(page, 'sub')).toMatch(decorated);
    await page.evaluate(() => addEventListener('auxclick', (event) => event.preventDefault()));
    expect(await hrefOf(page, 'quiet')).not.toMatch(decorated);
    await page.click('#quiet', { button: 'middle' });
    expect(await hrefOf(page, 'quiet')).toMatch(decorated);
  });

  it('carries nothing to the same host, to foreign domains, or without consent, and what was carried goes with it', async () => {
    const { page, depart } = await linked();
    await depart();
    await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
    for (const id of ['own', 'foreign', 'go']) await page.click(`#${id}`);
    expect(await hrefOf(page, 'own')).toBe('/arrive');
    expect(await hrefOf(page, 'foreign')).not.toContain('tt_token');
    expect(await hrefOf(page, 'go')).toContain('tt_token');
    for (const choice of ['cookieless', 'denied'] as const) {
      await consent(page, choice);
      for (const id of ['go', 'sub']) {
        await page.click(`#${id}`);
        expect(await hrefOf(page, id)).not.toContain('tt_token');
      }
    }
  });

  it('stays who they are where they are known already', async () => {
    const { page, open, depart, viewer } = await linked();
    const known = await open('other.localhost');
    const id = await depart();
    expect(id).not.toBe(known);
    await page.click('#go');
    expect(await viewer()).toBe(known);
    expect(page.url()).not.toContain('tt_token');
  });

  it('is taken over with consent only, whenever it is given on the first page, and not after a reset', async () => {
    const { page, pages, depart, viewer } = await linked({ config: { isCookieless: true } });
    await depart();
    await consent(page, 'granted');
    await mark(pages, page, 'departing');
    const id = pages.events('custom')[0]?.envelope.visitorId;
    await page.click('#go');
    expect(await viewer()).toBeUndefined();
    expect(page.url()).not.toContain('tt_token');
    await page.evaluate(() => {
      const { telltale } = window as unknown as TagWindow;
      telltale.consent('granted');
      telltale.track('arrived');
    });
    await eventually(() => expect(pages.events('custom')).toHaveLength(2));
    expect(pages.events('custom')[1]?.envelope.visitorId).toBe(id);
    await page.evaluate(() => (window as unknown as TagWindow).telltale.reset());
    await mark(pages, page, 'reset');
    expect(pages.events('custom')[2]?.envelope.visitorId).not.toBe(id);
    expectNothingRecorded({ pages });
  });

  it('stays the same where experiments run too, and the collector is asked for that visitor', async () => {
    const variants = ['control', 'other'].map((id) => ({ id, weight: 1 }));
    const experiments = [{ id: 'cta', variants, audience: { hasSegment: true as const } }];
    const { page, context, depart, viewer } = await linked({ config: { experiments } });
    const asked: (string | null)[] = [];
    await context.route('**/e/experiments?*', (route) => {
      asked.push(new URL(route.request().url()).searchParams.get('visitor'));
      return route.fulfill({ headers: { 'access-control-allow-origin': '*' }, json: { experiments: [] } });
    });
    const id = await depart();
    await page.click('#go');
    expect(await viewer()).toBe(id);
    expect(asked).toEqual([id, id]);
  });

  const CARRIED_ID = '00000000000000aa';

  /** From a page of `host` to a linked domain, with this in the address. */
  const arriveFrom = async (host: Host, token: string) => {
    const started = await linked();
    const { page, port, open, viewer } = started;
    await open(host);
    await page.evaluate((address) => {
      location.href = address;
    }, `http://other.localhost:${port}/arrive?tt_token=${token}&b=2`);
    const arrived = await viewer();
    expect(page.url()).toBe(`http://other.localhost:${port}/arrive?b=2`);
    expectNothingRecorded(started);
    return arrived;
  };

  const agedToken = (ageMs: number, id = CARRIED_ID) => `${id}.${(Date.now() - ageMs).toString(36)}`;

  it('is taken over from a linked domain within two minutes, and not later', async () => {
    expect(await arriveFrom('shop.localhost', agedToken(90_000))).toBe(CARRIED_ID);
    expect(await arriveFrom('shop.localhost', agedToken(121_000))).not.toBe(CARRIED_ID);
  });

  it('is not taken over from a foreign domain', async () => {
    expect(await arriveFrom('foreign.localhost', agedToken(0))).not.toBe(CARRIED_ID);
  });

  it.each([agedToken(0, 'nonsense'), CARRIED_ID, '', `${CARRIED_ID}.`])(
    'is somebody new where no id was carried, but "%s"',
    async (token) => {
      const arrived = await arriveFrom('shop.localhost', token);
      expect(arrived).toMatch(/^[\da-f]{16}$/);
      expect(arrived).not.toBe(CARRIED_ID);
    },
  );

  it('is not taken over from an address that was typed or passed on, nor where the page says not from where', async () => {
    const { page, port, depart, viewer } = await linked();
    const id = await depart();
    await page.click('#quiet');
    expect(await viewer()).not.toBe(id);
    expect(page.url()).toBe(`http://other.localhost:${port}/arrive`);
    await page.goto(`http://deep.other.localhost:${port}/arrive?tt_token=${agedToken(0)}`);
    expect(await viewer()).not.toBe(CARRIED_ID);
    expect(page.url()).toBe(`http://deep.other.localhost:${port}/arrive`);
  });

  it('never has it recorded by a tag that does not know linked domains', async () => {
    const { page, pages, port } = await begin({ pages: { '/': '', ...blank } });
    await page.goto(`http://other.localhost:${port}/?tt_token=${CARRIED_ID}.abc`);
    await mark(pages, page);
    expect(JSON.stringify(pages.batches.map(({ batch }) => batch))).not.toContain(CARRIED_ID);
  });

  it('is one visitor on subdomains and linked domains together', async () => {
    const { page, open, depart, viewer } = await linked({ config: { cookieDomain: 'other.localhost' } });
    const id = await depart();
    await page.click('#sub');
    expect(await viewer()).toBe(id);
    expect(await open('www.other.localhost')).toBe(id);
  });
});
