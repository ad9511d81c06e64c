import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCollector, type TestCollector } from '../fixtures/collector.ts';
import type { ImportAnswer } from '../fixtures/imports.ts';

const command = fileURLToPath(new URL('../../scripts/import-events.ts', import.meta.url));

let collector: TestCollector;
let folder: string;
let site: string;
let key: string;

beforeAll(async () => {
  collector = await startTestCollector();
  folder = await mkdtemp(path.join(tmpdir(), 'import-command-'));
  ({ id: site } = (await (await collector.owner('/sites', { method: 'POST', body: { name: 'Shop' } })).json()) as {
    id: string;
  });
  const body = { name: 'importer', scopes: ['events:write'] };
  ({ key } = (await (await collector.owner(`/sites/${site}/keys`, { method: 'POST', body })).json()) as {
    key: string;
  });
});
afterAll(async () => {
  await collector.remove();
  await rm(folder, { recursive: true, force: true });
});

const run = async (...given: string[]) => {
  const child = spawn(process.execPath, ['--import', 'tsx', command, ...given], { cwd: path.dirname(command) });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { said, code };
};
const importing = (file: string, ...more: string[]) =>
  run(file, '--site', site, '--key', key, '--url', `${collector.url}/`, ...more);

const fileOf = async (name: string, rows: number) => {
  const lines = Array.from({ length: rows }, (_, index) => `custom,${Date.now() - 86_400_000 + index},c-${index},n`);
  const file = path.join(folder, name);
  await writeFile(file, ['kind,at,customerId,properties.name', ...lines, 'nonsense,,,'].join('\n'));
  return file;
};

describe('pnpm import-events', () => {
  it('sends a file in parts, tells how far it is, and names the lines that were rejected', async () => {
    const file = await fileOf('large.csv', 70_000);
    const { said, code } = await importing(file);
    expect(said).toMatch(/^0 % {2}0 read/);
    expect(said).toMatch(/\n\d\d % {2}\d+ read/);
    expect(said).toContain('100 %  70001 read, 70000 accepted, 0 already there, 1 rejected');
    expect(said).toContain('line 70002:');
    expect(code).toBe(0);
  }, 240_000);

  it('does not send the same file twice by mistake', async () => {
    const file = await fileOf('small.csv', 3);
    expect((await importing(file)).code).toBe(0);
    const again = await importing(file);
    expect(again).toMatchObject({ code: 1, said: expect.stringContaining('--again') });
    expect((await importing(file, '--resume')).code).toBe(1);
    expect((await importing(file, '--again')).said).toContain('4 read');
  });

  it('goes on where an earlier run ended, when told so', async () => {
    const file = await fileOf('half.csv', 10);
    const text = await import('node:fs/promises').then(({ readFile }) => readFile(file));
    const made = await collector.owner(`/sites/${site}/imports`, {
      method: 'POST',
      body: { name: 'half.csv', format: 'csv', sizeBytes: text.length },
    });
    const { id } = (await made.json()) as ImportAnswer;
    await fetch(`${collector.url}/api/v1/sites/${site}/imports/${id}?offset=0`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${key}` },
      body: text.subarray(0, 200),
    });
    expect((await importing(file)).said).toContain('--resume');
    const { said, code } = await importing(file, '--resume');
    expect(said).toContain('11 read, 10 accepted, 0 already there, 1 rejected');
    expect(code).toBe(0);
    const { imports } = (await (await collector.owner(`/sites/${site}/imports`)).json()) as { imports: ImportAnswer[] };
    expect(imports.filter((one) => one.status === 'open')).toEqual([]);
  });

  it('says how it is used, and what the collector refuses', async () => {
    expect(await run()).toMatchObject({ code: 1, said: expect.stringContaining('--site SITE') });
    const file = await fileOf('refused.csv', 1);
    const refused = await run(file, '--site', site, '--key', 'tt_sk_wrong', '--url', collector.url);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('unknown_key') });
    expect((await importing(path.join(folder, 'no-such-file.csv'))).said).toContain('cannot be read');
  });
});
