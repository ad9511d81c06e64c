import { createRequire } from 'node:module';
import path from 'node:path';

/** The collector's own folder, whether it runs from its sources or built. */
export const collectorFolder = path.dirname(createRequire(import.meta.url).resolve('@telltale/collector/package.json'));
