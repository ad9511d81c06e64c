import { spawn } from 'node:child_process';
import path from 'node:path';
import { main } from '../collector/src/main.ts';
import { buildAssets } from './build-assets.ts';

/** `pnpm start`: builds what is served, runs the collector, and lets a seeded crowd visit the demo shop when nobody has yet. */

const say = (text: string) => process.stdout.write(`${text}\n`);

/** In a process of its own, as any visitor is: making a crowd must not hold up the collector. */
const fillDemo = (collectUrl: string) => {
  const fill = path.resolve(import.meta.dirname, '../demo-site/src/fill.ts');
  const args = ['--conditions=source', '--import', 'tsx', fill, '--url', collectUrl, '--site', 'demo'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  process.once('exit', () => child.kill());
  child.once('exit', (code) =>
    say(
      code === 0
        ? 'The demo shop has its visitors.'
        : 'The demo shop could not be filled; the collector goes on without.',
    ),
  );
};

await buildAssets(say);
const running = await main();
if (running) {
  const { collector, config } = running;
  // A store that cannot be had is told by `main`; here it only means that there is nothing to fill.
  if (await collector.isDemoEmpty().catch(() => false)) {
    say('The demo shop is empty: a seeded crowd visits it now (DEMO=false turns it off).');
    fillDemo(`${collector.url}${config.collectPath}`);
  }
}
