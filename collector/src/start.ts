import { spawn } from 'node:child_process';
import path from 'node:path';
import { collectorFolder } from './lib/collector-folder.ts';
import { runCollector } from './run-collector.ts';

/** `pnpm start`: the collector, and a seeded crowd that visits the demo shop when nobody has yet. */

const say = (text: string) => process.stdout.write(`${text}\n`);

/** In a process of its own, as any visitor is: making a crowd must not hold up the collector. */
const fillDemo = (collectUrl: string) => {
  const fill = path.join(collectorFolder, '../demo-site/src/fill.ts');
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

const running = await runCollector();
if (running) {
  const { collector, config } = running;
  // A store that cannot be had is told by `runCollector`; here it only means that there is nothing to fill.
  if (await collector.isDemoEmpty().catch(() => false)) {
    say('The demo shop is empty: a seeded crowd visits it now (DEMO=false turns it off).');
    fillDemo(`${collector.url}${config.collectPath}`);
  }
}
