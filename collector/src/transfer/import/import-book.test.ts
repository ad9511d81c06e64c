import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../../testing/open-test-store.ts';
import type { Import } from './import.ts';
import { type BookedImport, createImportBook } from './import-book.ts';

let opened: TestStore;
beforeEach(async () => {
  opened = await openTestStore();
});
afterEach(() => opened.end());

const begun: Import = {
  id: 'one',
  siteId: 'shop',
  name: 'file',
  format: 'ndjson',
  sizeBytes: null,
  status: 'open',
  offset: 0,
  line: 0,
  read: 0,
  accepted: 0,
  duplicate: 0,
  rejected: 0,
  reasons: {},
  errors: [],
  createdAt: 1,
  updatedAt: 1,
  finishedAt: null,
  createdBy: 'person:1',
  columns: null,
  separator: ',',
  numberedFrom: 1,
};

it('the versions that the parts of a file leave are few at any time, and none when the import is forgotten', async () => {
  const { documents } = opened.store;
  const book = createImportBook(() => documents);
  const versions = async () =>
    (await documents.history({ kind: 'import', siteId: 'shop', id: 'one' })).map(({ version }) => version);
  let booked: BookedImport | undefined = await book.add(begun);
  let most = 0;
  for (let offset = 1; offset <= 99 && booked; offset += 1) {
    booked = await book.change(booked, { ...begun, offset });
    most = Math.max(most, (await versions()).length);
  }
  expect(booked?.version).toBe(100);
  expect(most).toBeLessThanOrEqual(32);
  expect((await book.get('shop', 'one'))?.value.offset).toBe(99);
  // Another collector that read an older version is told so as before.
  expect(await book.change({ value: begun, version: 50 }, begun)).toBeUndefined();
  await book.remove(begun);
  expect(await book.get('shop', 'one')).toBeUndefined();
  expect(await versions()).toEqual([]);
}, 60_000);
