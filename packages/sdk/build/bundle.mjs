import { brotliCompressSync, constants } from 'node:zlib';
import { rolldown } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';
import { minify } from 'terser';

/** Sources, not builds, of the workspace's other packages: the limits are inlined. */
export const resolve = { conditionNames: ['source', 'import', 'default'] };

/** Bundles one entry into one chunk. */
export const bundle = async (input, { format = 'esm', ...options } = {}) => {
  const build = await rolldown({ input, resolve, ...options });
  const { output } = await build.generate({ format, codeSplitting: false, comments: false });
  await build.close();
  return output[0];
};

/** Turns `const` into `let`: shorter, and what repeats compresses. That nothing is assigned twice the types have checked. */
const withoutConst = (code) => {
  const starts = [];
  const visit = (node) => {
    if (!node || typeof node !== 'object') return;
    if (node.type === 'VariableDeclaration' && node.kind === 'const') starts.push(node.start);
    Object.values(node).forEach(visit);
  };
  visit(parseAst(code));
  let changed = code;
  for (const start of starts.toSorted((one, other) => other - one))
    changed = `${changed.slice(0, start)}let${changed.slice(start + 'const'.length)}`;
  return changed;
};

const options = { ecma: 2020, toplevel: true, format: { comments: false } };

/** Makes a program do the same in fewer words; the names stay. */
export const squeeze = async (code, { isModule = false } = {}) => {
  const { code: squeezed } = await minify(withoutConst(code), {
    ...options,
    module: isModule,
    mangle: false,
    compress: {
      passes: 4,
      // Calls of functions with more in them than an answer stay calls: what is alike compresses better than what is short.
      inline: 1,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_methods: true,
      pure_getters: true,
      keep_fargs: false,
    },
  });
  return squeezed;
};

/** Gives everything names as short as can be, those excepted that a module exports; properties too that match `properties`. */
export const mangle = async (code, { isModule = false, properties } = {}) =>
  (
    await minify(code, {
      ...options,
      module: isModule,
      mangle: { properties: properties ? { regex: properties } : false },
      compress: false,
    })
  ).code;

/** Minifies a script, or a module whose exports keep their names. */
export const shrink = async (code, kind) => mangle(await squeeze(code, kind), kind);

/** What a visitor downloads, at the best that brotli can do. */
export const brotliBytes = (code) =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;
