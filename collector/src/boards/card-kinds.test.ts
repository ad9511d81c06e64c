import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { cardKinds } from './card-kinds.ts';

// Read, not imported: it fetches components.
const drawn = new URL('../../../packages/dashboard/src/cards/card-kinds.ts', import.meta.url);

it('boards hold the kinds of questions that links to them and mails show, and no others', async () => {
  const names = [...(await readFile(drawn, 'utf8')).matchAll(/^ {2}(\w+): async/gm)].map(([, name]) => name);
  expect(names.sort()).toEqual(Object.keys(cardKinds).sort());
});
