import { expect, it } from 'vitest';
import { cardKinds as drawnKinds } from '../../../packages/dashboard/src/cards/card-kinds.ts';
import { cardKinds } from './card-kinds.ts';

it('boards hold the kinds of questions that links to them and mails show, and no others', () => {
  expect(Object.keys(cardKinds).sort()).toEqual(Object.keys(drawnKinds).sort());
});
