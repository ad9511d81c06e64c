import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

const importPath = /(?:from|import\()\s*['"]([^'"]+)['"]/g;

/**
 * Keeps the declarations that the entry's lead to, and nothing else: what is internal speaks of the wire's schemas, which
 * whoever installs the library does not have.
 */
export const pruneDeclarations = async (folder, entry) => {
  const reached = new Set();
  const visit = async (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, wanted] of (await readFile(file, 'utf8')).matchAll(importPath)) {
      if (!wanted.startsWith('.'))
        throw new Error(`${file} needs "${wanted}", which the published library does not bring.`);
      await visit(path.resolve(path.dirname(file), wanted.replace(/\.ts$/, '.d.ts')));
    }
  };
  await visit(path.resolve(folder, entry));
  for (const name of await readdir(folder, { recursive: true })) {
    const file = path.resolve(folder, name);
    if (file.endsWith('.d.ts') && !reached.has(file)) await rm(file);
  }
};
