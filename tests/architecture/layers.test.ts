import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';
import { forbidden } from './layers.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDERS = ['packages', 'collector', 'demo-site'];
/** Enough that a cruise which silently finds nothing cannot pass. */
const FEWEST_MODULES = 150;

let result: ICruiseResult;

const cruiseWith = async (folders: string[], rules = forbidden): Promise<ICruiseResult> => {
  const { output } = await cruise(
    folders,
    {
      baseDir: ROOT,
      validate: true,
      ruleSet: { forbidden: rules },
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '(^|/)dist/' },
      tsPreCompilationDeps: 'specify',
      combinedDependencies: true,
      enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'node', 'types'] },
    },
    { conditionNames: ['source', 'import', 'node', 'types'] } as never,
  );
  return output as ICruiseResult;
};

// Reading some 800 modules takes a busy machine a minute.
beforeAll(async () => {
  result = await cruiseWith(FOLDERS);
}, 240_000);

describe('the layers', () => {
  it('are read off the whole tree', () => {
    expect(result.modules.filter(({ source }) => !source.includes('node_modules')).length).toBeGreaterThan(
      FEWEST_MODULES,
    );
  });

  it('are looked at through packages too: a rule against zod in the protocol would be broken', async () => {
    const noZod = {
      name: 'no zod',
      severity: 'error',
      from: { path: '^packages/protocol/' },
      to: { path: 'node_modules/zod' },
    } as const;
    const { summary } = await cruiseWith(['packages/protocol'], [noZod]);
    expect(summary.violations.length).toBeGreaterThan(10);
  });

  it('are kept: every import is one that the table allows', () => {
    const violations = result.summary.violations.map(({ rule, from, to }) => `${from} → ${to} breaks "${rule.name}"`);
    expect(violations).toEqual([]);
  });
});

const sources = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/(^|\/)(node_modules|dist)\//.test(file))
    .map((file) => path.join(folder, file));

describe('the house', () => {
  it('reads the environment in one file only', () => {
    const readers = ['packages', 'collector', 'demo-site']
      .flatMap(sources)
      .filter(
        (file) => !file.endsWith('.test.ts') && readFileSync(path.join(ROOT, file), 'utf8').includes('process.env'),
      );
    expect(readers).toEqual(['collector/src/config.ts']);
  });

  it('asks "which kind?" nowhere: no switch over an event kind', () => {
    const askers = ['packages', 'collector'].flatMap(sources).filter((file) => {
      return /switch \((\w+\.)*event\.kind\)/.test(readFileSync(path.join(ROOT, file), 'utf8'));
    });
    expect(askers).toEqual([]);
  });
});
