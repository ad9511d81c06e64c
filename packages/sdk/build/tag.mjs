import path from 'node:path';
import { bundle, mangle, squeeze } from './bundle.mjs';
import { markSegments, usersIn } from './mark-segments.mjs';

/** The script that a page loads, its segments by name, and the module that lists them. */
const TAG = { entry: 'src/tag.ts', named: 'src/segments/named.ts', list: 'src/segments/parts.ts' };
const EXPERIMENTS = { entry: 'src/ab.ts', named: 'src/segments/ab-named.ts', list: 'src/segments/ab-parts.ts' };

/**
 * Nearly all of the tag runs while the page starts. V8 compiles it then as it comes in, beside the page, and not function by function
 * in the page's way: half of what starting costs. Other engines read a comment. https://v8.dev/blog/explicit-compile-hints
 */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad\n';

/**
 * Properties that only the tag itself knows: they stand neither on the wire, nor in settings, nor in what a page or a lazy piece sees, and
 * nothing else has one of their names.
 */
const OWN_PROPERTIES = /^(added|adopt|aim|changedIn|failedAt|gone|isGone|isReacted|isReacting|keep)$/;

/** The list of segments, each with its name, so that it is found again in what the minifier makes of it. */
const namedList = (names, { named, list }) => ({
  name: 'named-list',
  load: (id) =>
    id === path.resolve(list)
      ? {
          code: `import * as named from ${JSON.stringify(path.resolve(named))};
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

/** Parts that say who the visitor is, and so come before all that ask for it: an id once made would take the place of the one they bring. */
const IDENTITY = ['cookieDomain', 'linkedDomains'];

const buildScript = async (script) => {
  const { exports } = await bundle(path.resolve(script.named));
  const names = [...IDENTITY, ...exports.filter((name) => !IDENTITY.includes(name))];
  const { code } = await bundle(script.entry, { format: 'iife', plugins: [namedList(names, script)] });
  const squeezed = await squeeze(code);
  const mangled = await mangle(squeezed, { properties: OWN_PROPERTIES });
  const marked = COMPILE_HINT + markSegments(mangled, names, usersIn(squeezed, names));
  if (/\/\*:?tt/.test(cutSegments(marked, [])))
    throw new Error('A mark stands inside another: nobody could cut it out.');
  return marked;
};

/** Builds the tag: one script for all sites, in which marks tell which segments need what. */
export const buildTag = () => buildScript(TAG);

/** Builds the script of the experiments, which stands in a page's head, in the same way. */
export const buildExperiments = () => buildScript(EXPERIMENTS);
