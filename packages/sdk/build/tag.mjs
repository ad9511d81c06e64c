import path from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { bundle, shrink } from './bundle.mjs';

const NAMED = path.resolve('src/segments/named.ts');
const LIST = path.resolve('src/segments/parts.ts');
// Most recorders use them: once in the core is less than once in each, and what one part changes all the others see.
const COMMON = ['src/lib/later.ts', 'src/lib/marked.ts'].map((file) => path.resolve(file));
const PLACE = '__TELLTALE_SEGMENTS__';

/** A module that exists only while it is bundled. */
const virtual = (id, code) => ({
  name: 'virtual',
  resolveId: (wanted) => (wanted === id ? id : null),
  load: (wanted) => (wanted === id ? { code, moduleType: 'js' } : null),
});

/** Splits a bundled segment into what it takes from the core and what is its own. */
const takeApart = (code) => {
  const taken = [];
  let own = code;
  let exported = '';
  for (const { type, start, end, source, specifiers = [] } of parseAst(code).body.toReversed()) {
    if (type === 'ImportDeclaration')
      for (const { imported, local } of specifiers)
        taken.push({ from: source.value, imported: imported.name, local: local.name });
    else if (type === 'ExportNamedDeclaration') exported = specifiers[0].local.name;
    else continue;
    own = own.slice(0, start) + own.slice(end);
  }
  return { taken, own, exported };
};

/** Puts each segment between marks, so that whoever serves the tag can cut out those that a site does not use. */
const markSegments = (code, names) => {
  let list;
  const visit = (node) => {
    if (!node || typeof node !== 'object') return;
    const { type, elements = [] } = node;
    if (type === 'ArrayExpression' && names.every((name, at) => elements[at]?.elements?.[0]?.value === name))
      list = node;
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(code));
  if (!list) throw new Error('The list of segments is not in the minified tag.');
  let marked = code;
  for (const [at, { start, end, elements }] of [...list.elements.entries()].toReversed()) {
    // The name was there to find the element; the mark says it now. What follows it may stand in brackets.
    const part = code.slice(elements[0].end + 1, end - 1);
    const after = code[end] === ',' ? end + 1 : end;
    marked = `${marked.slice(0, start)}/*tt:${names[at]}*/${part},/*:tt*/${marked.slice(after)}`;
  }
  return marked;
};

/** Cuts out the segments that are not in `kept`: what a collector does for a site that does not use them. */
export const cutSegments = (tag, kept) =>
  tag.replace(/\/\*tt:([\w-]+)\*\/(.*?)\/\*:tt\*\//gs, (_, name, code) => (kept.includes(name) ? code : ''));

/**
 * Builds the tag. Each segment stands for itself inside it: what several segments share and the core does without is in
 * each of them, and the compression finds the repetition.
 */
export const buildTag = async () => {
  const { exports: names } = await bundle(NAMED);
  const core = await bundle('src/tag.ts', { plugins: [virtual(LIST, 'export const parts = [];')] });
  const inCore = new Set([...core.moduleIds, ...COMMON]);

  const segments = [];
  for (const name of names) {
    const entry = path.resolve('src/segments/virtual-entry.js');
    const { code } = await bundle(entry, {
      plugins: [virtual(entry, `export { ${JSON.stringify(name)} as segment } from ${JSON.stringify(NAMED)};`)],
      external: (id, importer) => inCore.has(importer ? path.resolve(path.dirname(importer), id) : id),
    });
    segments.push({ name, ...takeApart(code) });
  }

  // The core keeps what segments take from it, and says under which names.
  const taken = [
    ...new Map(
      segments.flatMap((segment) => segment.taken).map((one) => [`${one.from} ${one.imported}`, one]),
    ).values(),
  ];
  const imports = taken.map(
    ({ from, imported }, at) =>
      `import { ${imported} as taken${at} } from ${JSON.stringify(path.resolve('src/segments', from))};`,
  );
  const list = `${imports.join('\n')}\nexport const parts = ${PLACE}(${taken.map((_, at) => `taken${at}`)});`;
  const { code } = await bundle('src/tag.ts', { format: 'iife', plugins: [virtual(LIST, list)] });
  const [place, locals] = new RegExp(`${PLACE}\\(([^)]*)\\)`).exec(code);
  const localNames = locals.split(',').map((name) => name.trim());
  const localOf = ({ from, imported }) =>
    localNames[taken.findIndex((one) => one.from === from && one.imported === imported)];

  const sources = segments.map(({ name, own, exported, taken: needed }) => {
    const aliases = needed
      .filter((one) => localOf(one) !== one.local)
      .map((one) => `const ${one.local} = ${localOf(one)};`);
    return `[${JSON.stringify(name)}, (() => { ${aliases.join('')} ${own}; return ${exported}; })()]`;
  });
  return markSegments(await shrink(code.replace(place, () => `[${sources.join(',\n')}]`)), names);
};
