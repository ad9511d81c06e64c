import { settingsTable } from './config.ts';
import { runCollector } from './run-collector.ts';

/** A collector and nothing beside it: what the image runs. `--settings` prints what can be set. */
if (process.argv.includes('--settings')) process.stdout.write(`${settingsTable()}\n`);
else await runCollector();
