import type { DocumentKey, StoreError } from '@telltale/store';
import { expect, it } from 'vitest';
import { failureOf, SITE } from '../../fixtures/store-rows.ts';
import type { TestedStore } from './tested-store.ts';

/** What every engine makes of documents. */
export const keptDocuments = (tested: TestedStore) => {
  const { reopen } = tested;

  it('keeps every version of a document', async () => {
    const key = { kind: 'funnel', siteId: SITE, id: 'checkout' };
    const body = { title: 'شراء', steps: [{ kind: 'page_view' }], quote: `it's \\ "so"` };
    expect(await tested.store.documents.get(key)).toBeUndefined();
    expect(await tested.store.documents.put({ ...key, body, author: 'ada' })).toMatchObject({ version: 1, body });
    await tested.store.documents.put({ ...key, body: { ...body, title: 'Purchase' }, author: 'bob' });
    await reopen();
    expect(await tested.store.documents.get(key)).toMatchObject({
      version: 2,
      body: { title: 'Purchase' },
      author: 'bob',
    });
    const history = await tested.store.documents.history(key);
    expect(history.map(({ version, author }) => [version, author])).toEqual([
      [2, 'bob'],
      [1, 'ada'],
    ]);
    expect(history[1]).toMatchObject({ ...key, body, isRemoved: false });
    expect(Math.abs((history[1]?.createdAt ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('purges the versions of a document before one, and goes on counting from the last', async () => {
    const [key, other] = ['long', 'other'].map((id) => ({ kind: 'import', siteId: SITE, id })) as [
      DocumentKey,
      DocumentKey,
    ];
    for (let version = 1; version <= 4; version += 1)
      for (const each of [key, other]) await tested.store.documents.put({ ...each, body: version, author: 'ada' });
    await tested.store.documents.purge({ ...key, beforeVersion: 3 });
    const versions = async (of: DocumentKey) =>
      (await tested.store.documents.history(of)).map(({ version }) => version);
    expect([await versions(key), await versions(other)]).toEqual([
      [4, 3],
      [4, 3, 2, 1],
    ]);
    expect(await tested.store.documents.put({ ...key, body: 5, author: 'ada' })).toMatchObject({ version: 5 });
  });

  it('lists the latest versions of what is not removed, of one site or of all', async () => {
    const put = (siteId: string, id: string, body: unknown) =>
      tested.store.documents.put({ kind: 'goal', siteId, id, body, author: 'me' });
    await put('a', '1', 'old');
    await put('a', '1', 'new');
    await put('a', '2', 'gone');
    await put('b', '1', 'other');
    await tested.store.documents.remove({ kind: 'goal', siteId: 'a', id: '2', author: 'me' });
    const bodies = (documents: { body: unknown }[]) => documents.map(({ body }) => body);
    expect(bodies(await tested.store.documents.list({ kind: 'goal', siteId: 'a' }))).toEqual(['new']);
    expect(bodies(await tested.store.documents.list({ kind: 'goal' }))).toEqual(['new', 'other']);
    expect(await tested.store.documents.list({ kind: 'nothing' })).toEqual([]);
    expect(await tested.store.documents.get({ kind: 'goal', siteId: 'a', id: '2' })).toBeUndefined();
    expect(await tested.store.documents.history({ kind: 'goal', siteId: 'a', id: '2' })).toMatchObject([
      { version: 2, isRemoved: true },
      { version: 1, isRemoved: false, body: 'gone' },
    ]);
  });

  it('refuses a change to a document that was changed in the meantime', async () => {
    const key = { kind: 'funnel', siteId: SITE, id: 'x' };
    await tested.store.documents.put({ ...key, body: 1, author: 'ada', expectedVersion: 0 });
    await tested.store.documents.put({ ...key, body: 2, author: 'bob', expectedVersion: 1 });
    const failure = await failureOf(tested.store.documents.put({ ...key, body: 3, author: 'ada', expectedVersion: 1 }));
    expect(failure).toMatchObject({ code: 'conflict' });
    expect(failure.message).toContain('version 2 is there');
    expect(await failureOf(tested.store.documents.remove({ ...key, author: 'ada', expectedVersion: 1 }))).toMatchObject(
      {
        code: 'conflict',
      },
    );
    expect(await tested.store.documents.get(key)).toMatchObject({ version: 2, body: 2 });
  });

  it('lets one of several writers of the same version win, and tells the others', async () => {
    const key = { kind: 'funnel', siteId: SITE, id: 'race' };
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        tested.store.documents.put({ ...key, body: n, author: String(n), expectedVersion: 0 }).then(
          () => 'stored',
          (error: StoreError) => error.code,
        ),
      ),
    );
    expect(outcomes.sort()).toEqual(['conflict', 'conflict', 'conflict', 'conflict', 'stored']);
    expect(await tested.store.documents.history(key)).toHaveLength(1);
  });
};
