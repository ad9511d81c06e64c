import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { rolldown } from 'rolldown';
import { brotliBytes, bundle, resolve, shrink } from './build/bundle.mjs';
import { pruneDeclarations } from './build/declarations.mjs';
import { buildExperiments, buildTag, cutSegments } from './build/tag.mjs';

const pageViews = ['page-view', 'engagement'];
const alwaysOn = [...pageViews, 'inspection', 'click', 'checkout', 'error', 'experiments', 'isQueuePersistent'];

// Whoever serves or reads `dist` meanwhile has all of the last build or all of this one, never half of either.
const BUILDING = `node_modules/.dist-${process.pid}`;
const REPLACED = `${BUILDING}-replaced`;

const report = (what, code) => console.log(`${what}: ${code.length} bytes, ${brotliBytes(code)} brotli`);

/** The files a page loads: the tag, and what it fetches only when it is due. */
const buildPageFiles = async () => {
  const [tag, experiments] = [await buildTag(), await buildExperiments()];
  for (const script of [tag, experiments]) {
    const placeholders = script.split('__TELLTALE_CONFIG__').length - 1;
    if (placeholders !== 1)
      throw new Error(`A script holds __TELLTALE_CONFIG__ ${placeholders} times instead of once.`);
  }
  const files = {
    't.js': tag,
    't-ab.js': experiments,
    't-hold.js': await shrink((await bundle('src/hold.ts', { format: 'iife' })).code),
    't-survey.js': await shrink((await bundle('src/surveys/widget/piece.ts')).code, { isModule: true }),
    't-explain.js': await shrink((await bundle('src/surveys/explain.ts')).code, { isModule: true }),
    't-overlay.js': await shrink((await bundle('src/overlay/open-overlay.ts')).code, { isModule: true }),
    't-vitals.js': await shrink((await bundle('src/recorders/web-vitals/watch-vitals.ts')).code, { isModule: true }),
  };
  await mkdir(`${BUILDING}/tag`, { recursive: true });
  for (const [name, code] of Object.entries(files)) {
    await writeFile(`${BUILDING}/tag/${name}`, code);
    report(name, code);
  }
  report('t-ab.js with texts and styles only', cutSegments(experiments, []));
  report('t.js with page views and engagement only', cutSegments(tag, pageViews));
  report('t.js with every always-on recorder', cutSegments(tag, alwaysOn));
};

/** The npm library: one module a source file, so that bundlers leave out what a site does not import. */
const buildLibrary = async () => {
  const build = await rolldown({ input: 'src/index.ts', resolve, external: /^web-vitals/ });
  await build.write({
    dir: BUILDING,
    format: 'esm',
    preserveModules: true,
    preserveModulesRoot: 'src',
    entryFileNames: '[name].js',
  });
  await build.close();
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', BUILDING];
  execFileSync(process.execPath, tsc, { stdio: 'inherit' });
  await pruneDeclarations(BUILDING, 'index.d.ts');
};

const moveIntoPlace = async () => {
  await rename('dist', REPLACED).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(BUILDING, 'dist');
};

try {
  await buildPageFiles();
  await buildLibrary();
  await moveIntoPlace();
} finally {
  for (const folder of [BUILDING, REPLACED]) await rm(folder, { recursive: true, force: true });
}
