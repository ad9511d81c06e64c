import { brotliCompressSync, constants } from 'node:zlib';
import { rolldown } from 'rolldown';
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

/** Minifies a script, or a module whose exports keep their names. */
export const shrink = async (code, { isModule = false } = {}) => {
  const shrunk = await minify(code, {
    ecma: 2020,
    module: isModule,
    toplevel: true,
    compress: {
      passes: 4,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_methods: true,
      pure_getters: true,
      keep_fargs: false,
    },
    format: { comments: false },
  });
  return shrunk.code;
};

/** What a visitor downloads, at the best that brotli can do. */
export const brotliBytes = (code) =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;
