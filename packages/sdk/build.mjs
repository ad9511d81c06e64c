import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { rolldown } from 'rolldown';
import { minify } from 'terser';

/** Sources, not builds, of the workspace's other packages: the limits are inlined. */
const resolve = { conditionNames: ['source', 'import', 'default'] };

const bundle = async (input, format) => {
  const build = await rolldown({ input, resolve, treeshake: true });
  const { output } = await build.generate({ format, codeSplitting: false, comments: false });
  await build.close();
  return output[0].code;
};

const shrink = async (code, isModule) => {
  const shrunk = await minify(code, {
    ecma: 2020,
    module: isModule,
    toplevel: true,
    compress: { passes: 4, unsafe_arrows: true, unsafe_methods: true, pure_getters: true, keep_fargs: false },
    format: { comments: false },
  });
  return shrunk.code;
};

const brotliBytes = (code) =>
  brotliCompressSync(code, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: code.length },
  }).length;

/** The files a page loads: the tag, and what it fetches only when it is due. */
const buildTag = async () => {
  const files = {
    't.js': await shrink(await bundle('src/tag.ts', 'iife'), false),
    't-survey.js': await shrink(await bundle('src/surveys/show-survey.ts', 'esm'), true),
    't-vitals.js': await shrink(await bundle('src/recorders/web-vitals/watch-vitals.ts', 'esm'), true),
  };
  const placeholders = files['t.js'].split('__TELLTALE_CONFIG__').length - 1;
  if (placeholders !== 1) throw new Error(`The tag holds __TELLTALE_CONFIG__ ${placeholders} times instead of once.`);
  await mkdir('dist/tag', { recursive: true });
  for (const [name, code] of Object.entries(files)) {
    await writeFile(`dist/tag/${name}`, code);
    console.log(`dist/tag/${name} ${code.length} bytes, ${brotliBytes(code)} brotli`);
  }
};

/** The npm library: one module a source file, so that bundlers leave out what a site does not import. */
const buildLibrary = async () => {
  const build = await rolldown({ input: 'src/index.ts', resolve, external: /^web-vitals/ });
  await build.write({
    dir: 'dist',
    format: 'esm',
    preserveModules: true,
    preserveModulesRoot: 'src',
    entryFileNames: '[name].js',
  });
  await build.close();
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
};

await rm('dist', { recursive: true, force: true });
await buildTag();
await buildLibrary();
