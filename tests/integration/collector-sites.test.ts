import { describe, expect, it } from 'vitest';
import { type ApiSite, openTestApi, refusalOf } from '../fixtures/test-api.ts';

const api = openTestApi();
const { createKey, createSite, withKey } = api;

describe('a site', () => {
  it('is made with a key of its own and the tag to paste', async () => {
    expect(api.site.snippet).toBe(
      `<script defer src="${api.collector.publicUrl}/t.js?site=${api.site.publicKey}" data-site="${api.site.publicKey}"></script>`,
    );
    expect(api.site.publicKey).not.toBe(api.other.publicKey);
  });

  it('is there from the first start', async () => {
    const { sites } = (await (await api.collector.owner('/sites')).json()) as { sites: ApiSite[] };
    expect(sites[0]?.name).toBe('My site');
  });

  it('keeps the settings that a change does not name', async () => {
    const patch = (body: unknown) => api.collector.owner(`/sites/${api.other.id}`, { method: 'PATCH', body });
    await patch({ domains: ['shop.example'] });
    expect(await (await patch({ isCookieless: true })).json()).toMatchObject({
      name: 'Other',
      domains: ['shop.example'],
      isCookieless: true,
    });
  });

  it('loses none of many changes that come at the same instant', async () => {
    const changes: object[] = [
      { name: 'Busy' },
      { isQueryCounted: true },
      { maskedSelectors: ['.price'] },
      { features: [{ feature: 'size-guide', selector: '#guide' }] },
      { cookieDomain: 'example.com' },
      { searchParameters: ['suche'] },
    ];
    const busy = await createSite('Calm');
    const answers = await Promise.all(
      changes.map((body) => api.collector.owner(`/sites/${busy.id}`, { method: 'PATCH', body })),
    );
    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200));
    const left = await (await api.collector.owner(`/sites/${busy.id}`)).json();
    expect(left).toMatchObject(Object.assign({}, ...changes));
  });

  it('starts with the settings that are said to be the defaults', async () => {
    const { scopes } = (await (await api.collector.owner(`/sites/${api.site.id}`)).json()) as { scopes: string[] };
    expect(scopes).toContain('sites:write');
    const defaults = (await (await api.collector.owner('/site-defaults')).json()) as { recorders: string[] };
    expect(await (await api.collector.owner(`/sites/${(await createSite('New')).id}`)).json()).toMatchObject(defaults);
    expect(defaults.recorders).not.toContain('data-layer');
  });

  it('tells a key what it may do with it', async () => {
    const { key } = await createKey(['sites:read']);
    expect(await (await withKey(key, `/sites/${api.site.id}`)).json()).toMatchObject({ scopes: ['sites:read'] });
  });

  it('takes one feature under several selectors, and refuses the same row twice', async () => {
    const patch = (features: object[]) =>
      api.collector.owner(`/sites/${api.site.id}`, { method: 'PATCH', body: { features } });
    const [phone, desk] = ['.phone .guide', '.desk .guide'].map((selector) => ({ feature: 'guide', selector }));
    expect((await patch([phone ?? {}, desk ?? {}])).status).toBe(200);
    expect(await refusalOf(patch([phone ?? {}, desk ?? {}, phone ?? {}]))).toMatchObject({
      status: 400,
      path: 'features.2',
      message: expect.stringContaining('features.0'),
    });
    expect(await (await api.collector.owner(`/sites/${api.site.id}`)).json()).toMatchObject({
      features: [phone, desk],
    });
  });

  it.each([
    [{ features: [{ feature: 'a', selector: ' ' }] }, 'features.0.selector', 'such as "#size-guide"'],
    [{ features: [{ feature: ' ', selector: '#a' }] }, 'features.0.feature', 'such as "size-guide"'],
    [{ features: [{ feature: 'a' }] }, 'features.0.selector', 'expected string'],
    [{ checkoutSteps: [{ step: 'a', selector: '#a', stepNumber: 0 }] }, 'checkoutSteps.0.stepNumber', '>=1'],
    [{ inspectionFrom: { visibleMs: -1, hoveredMs: 0, uses: 1 } }, 'inspectionFrom.visibleMs', '>=0'],
    [{ inspectionFrom: { visibleMs: 1 } }, 'inspectionFrom.hoveredMs', 'expected number'],
    [{ maskedSelectors: ['.a', ''] }, 'maskedSelectors.1', 'such as "#size-guide"'],
    [{ scrubbedParameters: [''] }, 'scrubbedParameters.0', 'such as "token"'],
    [{ cookieDomain: 'https://example.com' }, 'cookieDomain', 'without "https://"'],
    [{ linkedDomains: ['example.com/shop'] }, 'linkedDomains.0', 'such as "shop.example.com"'],
    [{ isQueryCounted: 'yes' }, 'isQueryCounted', 'expected boolean'],
  ])('says of %j which field it is and what would do', async (body, path, expectation) => {
    const refused = await refusalOf(api.collector.owner(`/sites/${api.site.id}`, { method: 'PATCH', body }));
    expect(refused).toMatchObject({ status: 400, code: 'invalid_definition', path });
    expect(refused).toMatchObject({ message: expect.stringContaining(expectation) });
  });

  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'invalid_definition', 'timeZone'],
    [{ domains: ['https://shop.example/'] }, 'invalid_definition', 'domains.0'],
    [{ colour: 'red' }, 'invalid_definition', 'colour'],
    [{ recorders: ['telepathy'] }, 'invalid_definition', 'recorders.0'],
    [{}, 'nothing_to_change', ''],
  ])('refuses %j with the place', async (body, code, path) => {
    const refused = await refusalOf(api.collector.owner(`/sites/${api.site.id}`, { method: 'PATCH', body }));
    expect(refused).toMatchObject({ status: 400, code, path });
  });

  it('that does not exist is refused, naming those that do', async () => {
    const refused = await refusalOf(api.collector.owner('/sites/nowhere/catalog'));
    expect(refused).toMatchObject({ status: 404, code: 'unknown_site', path: 'site' });
    expect(refused.known).toContain(api.site.id);
  });
});
