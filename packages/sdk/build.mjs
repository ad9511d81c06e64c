import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { rolldown } from 'rolldown';
import { brotliBytes, bundle, resolve, shrink } from './build/bundle.mjs';
import { pruneDeclarations } from './build/declarations.mjs';
import { buildTag, cutSegments } from './build/tag.mjs';

const alwaysOn = ['page-view', 'engagement', 'inspection', 'click', 'checkout', 'error', 'experiments'];

const report = (what, code) => console.log(`${what}: ${code.length} bytes, ${brotliBytes(code)} brotli`);

/** The files a page loads: the tag, and what it fetches only when it is due. */
const buildPageFiles = async () => {
  const tag = await buildTag();
  const placeholders = tag.split('__TELLTALE_CONFIG__').length - 1;
  if (placeholders !== 1) throw new Error(`The tag holds __TELLTALE_CONFIG__ ${placeholders} times instead of once.`);
  const files = {
    't.js': tag,
    't-survey.js': await shrink((await bundle('src/surveys/show-survey.ts')).code, { isModule: true }),
    't-vitals.js': await shrink((await bundle('src/recorders/web-vitals/watch-vitals.ts')).code, { isModule: true }),
  };
  await mkdir('dist/tag', { recursive: true });
  for (const [name, code] of Object.entries(files)) {
    await writeFile(`dist/tag/${name}`, code);
    report(name, code);
  }
  report('t.js with page views and engagement only', cutSegments(tag, ['page-view', 'engagement']));
  report('t.js with every always-on recorder', cutSegments(tag, alwaysOn));
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
  await pruneDeclarations('dist', 'index.d.ts');
};

await rm('dist', { recursive: true, force: true });
await buildPageFiles();
await buildLibrary();
