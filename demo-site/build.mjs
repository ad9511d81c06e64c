/**
 * Builds the shop into `dist/`: static pages in every language, one stylesheet, the browser's scripts and the fonts.
 * The templates are TypeScript, so this runs with `node --conditions=source --import tsx build.mjs`.
 */
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { languages } from './src/catalog.ts';
import { demoSurveys } from './src/demo-config.ts';
import { demoExperimentDocuments } from './src/demo-experiments.ts';
import { favicon } from './src/shop/art/favicon.ts';
import { createPageContext } from './src/shop/page.ts';
import { entrance } from './src/shop/pages/entrance.ts';
import { pages } from './src/shop/pages/index.ts';
import { layout } from './src/shop/parts/layout.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, 'dist');
// Built apart and moved into place at the end: whoever serves `dist/` meanwhile never finds it half-written.
const built = path.join(here, `node_modules/.build-${process.pid}`);
const source = (...names) => path.join(here, 'src/shop', ...names);

const write = async (name, text) => {
  const file = path.join(built, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
};

const writePages = async () => {
  for (const language of languages) {
    const context = createPageContext(language);
    for (const page of pages(context)) await write(`${language}/${page.path}index.html`, layout(page, context));
  }
  await write('index.html', entrance());
  await write('favicon.svg', favicon);
  // The collector gives the demo site these settings when it makes it.
  await write(
    'site.json',
    // Who tries the shop out may leave the checkout and buy on the same day: both surveys are there to be seen.
    JSON.stringify({
      name: 'Ribbon & Sail',
      surveys: demoSurveys,
      surveyCapDays: 0,
      experiments: demoExperimentDocuments,
    }),
  );
};

/** Copies the weights and alphabets that the shop uses, and returns their `@font-face` rules. */
const writeFonts = async () => {
  const fonts = path.dirname(createRequire(import.meta.url).resolve('@fontsource/ibm-plex-sans-arabic/package.json'));
  const rules = [];
  for (const alphabet of ['arabic', 'latin'])
    for (const weight of [400, 500, 700]) {
      const name = `ibm-plex-sans-arabic-${alphabet}-${weight}-normal.woff2`;
      await cp(path.join(fonts, 'files', name), path.join(built, 'fonts', name));
      rules.push(await fontFaceOf(fonts, alphabet, weight));
    }
  await cp(path.join(fonts, 'LICENSE'), path.join(built, 'fonts/LICENSE'));
  return rules.join('\n');
};

/** The package's combined stylesheet has the alphabets' ranges; its rule for one alphabet is taken, woff2 only. */
const fontFaceOf = async (fonts, alphabet, weight) => {
  const css = await readFile(path.join(fonts, `${weight}.css`), 'utf8');
  const rule = css.split('/*').find((part) => part.includes(`ibm-plex-sans-arabic-${alphabet}-${weight}-normal.woff2`));
  if (!rule) throw new Error(`The font package has no rule for ${alphabet} ${weight}.`);
  return rule
    .slice(rule.indexOf('@font-face'))
    .replaceAll('./files/', './fonts/')
    .replace(/, url\([^)]*\.woff\) format\('woff'\)/, '');
};

const writeStyles = async (fontRules) => {
  const names = (await readdir(source('styles'))).filter((name) => name.endsWith('.css')).sort();
  const sheets = await Promise.all(names.map((name) => readFile(source('styles', name), 'utf8')));
  await write('shop.css', [fontRules, ...sheets].join('\n'));
};

const writeScripts = () =>
  build(
    ['shop', 'entrance', 'queue'].map((name) => ({
      input: source('browser', `${name}.ts`),
      output: { file: path.join(built, `${name}.js`), format: 'iife', minify: true },
      // The sources: on a fresh clone nothing else is there yet.
      resolve: { conditionNames: ['source', 'import', 'default'] },
      logLevel: 'warn',
      onLog: (level, log, show) => show(log.code === 'UNRESOLVED_IMPORT' ? 'error' : level, log),
    })),
  );

await writePages();
await writeStyles(await writeFonts());
await writeScripts();
const old = `${built}-old`;
await rename(dist, old).catch((cause) => {
  if (cause.code !== 'ENOENT') throw cause;
});
await rename(built, dist);
await rm(old, { recursive: true, force: true });
