import path from 'node:path';
import { bundle, mangle, squeeze } from './bundle.mjs';
import { markSegments, usersOfDeclarations } from './mark-segments.mjs';

const NAMED = path.resolve('src/segments/named.ts');
const LIST = path.resolve('src/segments/parts.ts');

/**
 * Nearly all of the tag runs while the page starts. V8 compiles it then as it comes in, beside the page, and not function by function
 * in the page's way: half of what starting costs. Other engines read a comment. https://v8.dev/blog/explicit-compile-hints
 */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad\n';

/** The list of segments, each with its name, so that it is found again in what the minifier makes of it. */
const namedList = (names) => ({
  name: 'named-list',
  load: (id) =>
    id === LIST
      ? {
          code: `import * as named from ${JSON.stringify(NAMED)};
export const parts = [${names.map((name) => `[${JSON.stringify(name)}, named[${JSON.stringify(name)}]]`)}];`,
          moduleType: 'js',
        }
      : null,
});

/** Cuts out the segments that are not in `kept`, and what only they need: what a collector does for a site that does not use them. */
export const cutSegments = (tag, kept) =>
  tag.replace(/\/\*tt:([\w,-]+)\*\/(.*?)\/\*:tt\*\//gs, (_, users, code) =>
    users.split(',').some((name) => kept.includes(name)) ? code : '',
  );

/** Builds the tag: one script for all sites, in which marks tell which segments need what. */
export const buildTag = async () => {
  const { exports: names } = await bundle(NAMED);
  const { code } = await bundle('src/tag.ts', { format: 'iife', plugins: [namedList(names)] });
  const squeezed = await squeeze(code);
  return COMPILE_HINT + markSegments(await mangle(squeezed), names, usersOfDeclarations(squeezed, names));
};
