/** Writes what a page loads, per choice of recorders, so that the size budgets (`.size-limit.json`) have files to weigh. */
import { mkdir, writeFile } from 'node:fs/promises';
import { composeHeadScript, composeTag, tagChoices } from './compose-tag.ts';

const folder = new URL('../../dist/tag-sizes/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const [name, choice] of Object.entries(tagChoices))
  await writeFile(new URL(`${name}.js`, folder), await composeTag(choice));
await writeFile(new URL('experiment-head.js', folder), await composeHeadScript());
