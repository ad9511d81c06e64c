import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** What is run and what is served, and what each is made of beside its own folder. */
const parts = [
  { title: 'the tag', folder: 'packages/sdk', madeOf: ['packages/protocol/src'] },
  { title: 'the dashboard', folder: 'packages/dashboard', madeOf: [] },
  { title: 'the demo shop', folder: 'demo-site', madeOf: [] },
  { title: 'the protocol', folder: 'packages/protocol', madeOf: [] },
  { title: 'the statistics', folder: 'packages/statistics', madeOf: [] },
  { title: 'the questions', folder: 'packages/query', madeOf: [] },
  { title: 'the store', folder: 'packages/store', madeOf: [] },
  { title: 'the collector', folder: 'collector', madeOf: [] },
] as const;

type Part = (typeof parts)[number];

/** Epoch ms of the newest file below these places; 0 when there is none. */
const newestAt = (places: readonly string[], skipped: readonly string[] = []): number => {
  const times = places.flatMap((place) => {
    const stats = statSync(place, { throwIfNoEntry: false });
    if (!stats) return [];
    if (!stats.isDirectory()) return [stats.mtimeMs];
    const names = readdirSync(place).filter((name) => !skipped.includes(name));
    return [newestAt(names.map((name) => path.join(place, name)))];
  });
  return Math.max(0, ...times);
};

const isStale = ({ folder, madeOf }: Part): boolean => {
  const own = path.join(root, folder);
  const sources = [own, ...madeOf.map((place) => path.join(root, place))];
  return newestAt(sources, ['dist', 'node_modules']) > newestAt([path.join(own, 'dist')]);
};

/** Runs the package's own build script, without the package manager's start-up time. */
const build = async ({ title, folder }: Part): Promise<void> => {
  const own = path.join(root, folder);
  const { scripts } = JSON.parse(readFileSync(path.join(own, 'package.json'), 'utf8')) as {
    scripts: { build: string };
  };
  const bins = [own, root].map((place) => path.join(place, 'node_modules/.bin'));
  const child = spawn(scripts.build, {
    cwd: own,
    shell: true,
    env: { ...process.env, PATH: [...bins, process.env.PATH].join(path.delimiter) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`Building ${title} failed:\n${said}`);
};

/** `pnpm start` begins with this: builds, where sources are newer than what was built last. */
const stale = parts.filter(isStale);
if (stale.length > 0) {
  process.stdout.write(`Building ${stale.map(({ title }) => title).join(', ')} …\n`);
  await Promise.all(stale.map(build));
}
