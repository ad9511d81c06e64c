import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSite } from '../sites/site.ts';
import type { SiteRegistry } from '../sites/site-registry.ts';
import { tagRoutes } from './tag.ts';

const shop = readSite({
  id: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  publicKeys: ['key'],
  createdAt: 0,
  scriptName: 'sails.js',
});
let known: (typeof shop)[] = [];

const sites: SiteRegistry = {
  all: () => known,
  byId: () => undefined,
  byPublicKey: async (key) => known.find(({ publicKeys }) => publicKeys.includes(key)),
  put: async () => {},
  change: async () => {
    throw new Error('There is no site to change.');
  },
  remove: async () => {},
  refresh: async () => {},
};

let folder: string;
let server: ReturnType<typeof tagRoutes>;

beforeEach(async () => {
  known = [];
  folder = await mkdtemp(path.join(tmpdir(), 'tag-'));
  server = tagRoutes({ folder, sites, scriptName: 't.js', collectPath: '/e', runningExperiments: () => [] });
});
afterEach(() => rm(folder, { recursive: true }));

const build = async (name: string) => {
  await writeFile(path.join(folder, 't.js'), `${name}(__TELLTALE_CONFIG__);`);
  await writeFile(path.join(folder, 't-survey.js'), `${name} of surveys`);
};
const takeAway = async () => {
  for (const name of ['t.js', 't-survey.js']) await rm(path.join(folder, name));
};
const served = async (name: string) => {
  const response = await server.request(name);
  return response.ok ? response.text() : response.status;
};

describe('the tag and its pieces', () => {
  it('are served as they last were while a build has taken them away, then as it made them', async () => {
    await build('first');
    expect([await served('/t.js'), await served('/t-survey.js')]).toEqual(['first({});', 'first of surveys']);
    await takeAway();
    expect([await served('/t.js'), await served('/t-survey.js')]).toEqual(['first({});', 'first of surveys']);
    await build('second one');
    expect([await served('/t.js'), await served('/t-survey.js')]).toEqual(['second one({});', 'second one of surveys']);
  });

  it("have a site's own name too, pieces included, while the collector's name goes on; no other script is the tag", async () => {
    await build('first');
    expect([await served('/sails.js?site=key'), await served('/sails-survey.js')]).toEqual([404, 404]);
    known = [shop];
    expect(await served('/sails.js?site=key')).toContain('"site":"key"');
    expect(await served('/sails.js?site=key')).toBe(await served('/t.js?site=key'));
    expect([await served('/sails-survey.js'), await served('/t-survey.js')]).toEqual(Array(2).fill('first of surveys'));
    expect((await server.request('/sails.js?site=key')).headers.get('access-control-allow-origin')).toBe('*');
    for (const other of ['/sails2.js', '/sail.js', '/sails-.js', '/sails-none.js'])
      expect(await served(other)).toBe(404);
    expect((await server.request('/sail.js')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it("cannot be given the name of a piece: it would take the place of another site's", () => {
    const named = (scriptName: string) => () => readSite({ ...shop, scriptName });
    for (const wrong of ['t-survey.js', '../t.js', 'sails', 'a/b.js', '.js']) expect(named(wrong), wrong).toThrow();
    expect(named('')).not.toThrow();
  });

  it('are missing where they were never built, until they are', async () => {
    server.onError((error, c) => c.text(error.message, 503));
    expect([await served('/t.js'), await served('/t-survey.js')]).toEqual([503, 404]);
    await build('first');
    expect([await served('/t.js'), await served('/t-survey.js')]).toEqual(['first({});', 'first of surveys']);
  });
});
