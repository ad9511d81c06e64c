import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isStale, type Part, parts } from './stale-parts.ts';

const root = path.resolve(import.meta.dirname, '..');

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
