import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, action = '']) => action);

describe('what the audit log notes', () => {
  it('has words in the dashboard, in each language, whatever the collector does', () => {
    const noted = readdirSync(path.join(root, 'collector/src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => found(read(`collector/src/${file}`), /\baction: (.*)/g))
      // All that a line names: one act may be told as another one of two.
      .flatMap((line) => found(line, /'([a-z_-]+\.[a-z_-]+)'/g));
    expect(noted.length).toBeGreaterThan(30);
    const words = read('packages/dashboard/src/panels/audit/action-words.ts');
    const listed = found(words, /^ {2}'([\w.-]+)',$/gm);
    // Both languages: the type checker sees to it that what is listed is named in both.
    expect([...new Set(noted)].filter((action) => !listed.includes(action))).toEqual([]);
  });
});
