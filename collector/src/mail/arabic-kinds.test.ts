import { expect, it } from 'vitest';
import { arabicKinds as ofDashboard } from '../../../packages/dashboard/src/locales/given-names.ts';
import { arabicKinds } from './arabic-kinds.ts';

it('an event kind is called the same in a mail and in the dashboard', () => {
  expect(Object.keys(arabicKinds).length).toBeGreaterThan(20);
  expect(ofDashboard).toMatchObject(arabicKinds);
});
