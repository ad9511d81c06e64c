import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../testing/open-test-store.ts';
import { createBoardLinks } from './board-links.ts';

const HOUR_MS = 3_600_000;
let test: TestStore;
let now = Date.parse('2026-03-09T12:00:00Z');

beforeAll(async () => {
  test = await openTestStore();
}, 30_000);
afterAll(() => test.end());

const openLinks = () => createBoardLinks({ documents: () => test.store.documents, nowMs: () => now });
const board = { siteId: 'shop', boardId: 'mornings', author: 'person:ada' };
const create = async (links = openLinks(), siteId = board.siteId) =>
  links.create({ ...board, siteId, endsAt: now + HOUR_MS, password: null });

describe('a link to a board', () => {
  it('opens it until it ends, and counts no more then', async () => {
    const links = openLinks();
    const { token, link } = await create(links, 'ending');
    expect(await links.find(token)).toMatchObject({ id: link.id, boardId: 'mornings' });
    expect(await links.count('ending')).toBe(1);
    now += HOUR_MS;
    expect(await links.find(token)).toBeUndefined();
    expect(await links.count('ending')).toBe(0);
    expect(await links.ofBoard('ending', 'mornings')).toHaveLength(1);
  });

  it('that another collector took back opens nothing 5 s later, one that it made opens at once or then', async () => {
    const [here, there] = [openLinks(), openLinks()];
    const { token, link } = await create(here);
    expect(await there.find(token)).toBeDefined();
    await here.remove({ ...board, id: link.id });
    expect(await here.find(token)).toBeUndefined();
    const later = await create(here);
    now += 5_000;
    expect(await there.find(token)).toBeUndefined();
    expect(await there.find(later.token)).toBeDefined();
  });

  it('is noted as used once an hour, by whichever collector it was used', async () => {
    const links = openLinks();
    const { token, link } = await create(links, 'used');
    const find = async () => {
      const found = await links.find(token);
      if (!found) throw new Error('The link is gone.');
      return found;
    };
    const lastUsedAt = async () => (await links.ofBoard('used', 'mornings'))[0]?.lastUsedAt;
    expect(await lastUsedAt()).toBeNull();
    await links.noteUse(await find());
    const first = now;
    now += HOUR_MS / 2;
    await links.noteUse(await find());
    expect(await lastUsedAt()).toBe(first);
    now += HOUR_MS / 2;
    await links.noteUse({ ...link, password: null });
    expect(await lastUsedAt()).toBe(now);
  });

  it('that several collectors open at the same moment is noted by one of them, and fails in none', async () => {
    const { link } = await create(openLinks(), 'together');
    const standing = { ...link, password: null };
    await Promise.all([1, 2, 3, 4].map(() => openLinks().noteUse(standing)));
    expect((await openLinks().ofBoard('together', 'mornings'))[0]?.lastUsedAt).toBe(now);
  });

  it('that ended a month ago makes room when another is made', async () => {
    const links = openLinks();
    await create(links, 'old');
    now += 32 * 24 * HOUR_MS;
    const { link } = await create(links, 'old');
    expect((await links.ofBoard('old', 'mornings')).map(({ id }) => id)).toEqual([link.id]);
  });

  it('is erased with its site', async () => {
    const links = openLinks();
    await create(links, 'leaving');
    await test.store.documents.purge({ siteId: 'leaving' });
    expect(await links.ofBoard('leaving', 'mornings')).toEqual([]);
  });
});
