import { expect, it } from 'vitest';
import { ENDLESS, failureOf } from '../../fixtures/store-rows.ts';
import type { TestedStore } from './tested-store.ts';

/** How a store of every engine begins and ends. */
export const openingAndClosing = (tested: TestedStore) => {
  const { insert, one, reopen, open, renew } = tested;

  it('migrates a second time without doing anything', async () => {
    await renew();
    await reopen();
    const done: string[] = [];
    await tested.store.migrate(({ migration, step, steps }) => done.push(`${migration} ${step}/${steps}`));
    expect(done[0]).toMatch(/^0001-events 1\/\d$/);
    await reopen();
    const again: string[] = [];
    await tested.store.migrate(({ migration }) => again.push(migration));
    expect(again).toEqual([]);
  });

  it('answers a ping while it is open, and says so when it is closed', async () => {
    await tested.store.ping();
    await tested.store.close();
    expect(await failureOf(tested.store.rows({ sql: 'SELECT 1' }))).toMatchObject({ code: 'closed' });
    expect(await failureOf(insert([{}]))).toMatchObject({ code: 'closed' });
    await open();
  });

  it('ends slow queries when it closes', async () => {
    const slow = failureOf(tested.store.rows({ sql: ENDLESS, params: { salt: 'closing' } }));
    await one('SELECT 1');
    await tested.store.close();
    expect(await slow).toMatchObject({ code: 'closed' });
    await open();
    expect(await one('SELECT 1')).toBe(1);
  });
};
