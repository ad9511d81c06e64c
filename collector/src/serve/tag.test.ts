import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SiteRegistry } from '../sites/site-registry.ts';
import { tagRoutes } from './tag.ts';

const sites: SiteRegistry = {
  all: () => [],
  byId: () => undefined,
  byPublicKey: async () => undefined,
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

  it('are missing where they were never built, until they are', async () => {
    server.onError((error, c) => c.text(error.message, 503));
    expect([await served('/t.js'), await served('/t-survey.js')]).toEqual([503, 404]);
    await build('first');
    expect([await served('/t.js'), await served('/t-survey.js')]).toEqual(['first({});', 'first of surveys']);
  });
});
