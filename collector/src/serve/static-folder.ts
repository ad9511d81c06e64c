import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Content, prepareContent } from './content.ts';

/**
 * Files of one folder, read when asked for and again when they change. One that is gone is served as it last was: a build
 * takes files away before it brings new ones, and pages that were opened before it still ask for theirs.
 */
export interface StaticFolder {
  /** `name` is relative, with forward slashes; `undefined` when there is no such file inside the folder. */
  find(name: string): Promise<Content | undefined>;
}

/**
 * Opens a folder of built files for serving; it may be made later.
 * `fillIn` writes into pages what only the collector knows.
 */
export const createStaticFolder = (root: string, fillIn: (page: string) => string = (page) => page): StaticFolder => {
  const read = async (file: string) => {
    const bytes = await readFile(file);
    return prepareContent(file, file.endsWith('.html') ? Buffer.from(fillIn(bytes.toString('utf8'))) : bytes);
  };

  const prepared = new Map<string, { version: string; content: Promise<Content> }>();
  return {
    find: async (name) => {
      const file = path.resolve(root, name);
      // Neither "..", nor an absolute path, nor a hidden file leads anywhere.
      if (!file.startsWith(root + path.sep) || /(^|[/\\])\./.test(name) || name.includes('\0')) return undefined;
      const stats = await stat(file).catch(() => undefined);
      const known = prepared.get(file);
      if (!stats) return known?.content;
      if (!stats.isFile()) return undefined;
      const version = `${stats.mtimeMs} ${stats.size}`;
      if (known?.version === version) return known.content;
      const content = read(file).catch((error: unknown) => {
        prepared.delete(file);
        if (!known) throw error;
        prepared.set(file, known);
        return known.content;
      });
      prepared.set(file, { version, content });
      return content;
    },
  };
};
