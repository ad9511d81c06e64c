import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { StoreBackup } from '@telltale/store';
import { z } from 'zod';

const storeBackup = z.object({
  engine: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(
    z.object({
      table: z.string().regex(/^\w+$/),
      columns: z.array(z.string().regex(/^\w+$/)).min(1),
      files: z.array(
        // A path that leads out of the backup's folder is not one of ours.
        z.object({
          path: z.string().regex(/^\w+\/[\w-]+\.native\.gz$/),
          rows: z.number(),
          bytes: z.number(),
          sha256: z.string(),
        }),
      ),
    }),
  ),
}) satisfies z.ZodType<StoreBackup>;

const manifestSchema = z.object({
  /** How the folder is laid out. */
  format: z.literal(1),
  /** ISO 8601. */
  createdAt: z.string(),
  store: storeBackup,
  /** Segments of the spool; null when a collector was running, which goes on draining it by itself. */
  spool: z.array(z.string().regex(/^[\w.-]+$/)).nullable(),
});

/** What a backup's folder holds. It is written last: a folder without it is no whole backup. */
export type Manifest = z.infer<typeof manifestSchema>;

const FILE = 'backup.json';

/** Writes what makes the folder a whole backup. */
export const writeManifest = async (folder: string, manifest: Manifest): Promise<void> => {
  const file = path.join(folder, FILE);
  await writeFile(`${file}.new`, `${JSON.stringify(manifest, undefined, 2)}\n`, { flush: true });
  await rename(`${file}.new`, file);
};

/** @throws Error with a sentence for people when the folder is no whole backup. */
export const readManifest = async (folder: string): Promise<Manifest> => {
  const file = path.join(folder, FILE);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`${folder} is no backup, or one that was not finished: it has no ${FILE}.`, { cause });
  });
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file} cannot be read: it was changed, or written by a newer version.`, { cause });
  }
};
