import type { Document, Documents } from '@telltale/store';
import { z } from 'zod';
import { defaultThemes, type NamedTheme } from './default-themes.ts';

/** A site's themes and who wrote them when. */
export interface KeptThemes {
  themes: NamedTheme[];
  /** 0 where they are the ready ones. */
  revision: number;
  changedBy: string | null;
  /** Epoch ms. */
  changedAt: number | null;
}

const titles = z
  .record(
    z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language such as "en"'),
    z.string().trim().min(1).max(60),
  )
  .refine((given) => Object.keys(given).length > 0, 'a title in at least one language');

/** The themes of a site as they may be written. */
export const themesSchema = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'lower-case letters, digits, "-" and "_", at most 60'),
      titles,
      words: z.array(z.string().trim().min(1).max(60)).min(1).max(100),
    }),
  )
  .max(30)
  .refine((themes) => new Set(themes.map(({ id }) => id)).size === themes.length, 'themes with different ids');

/** The themes by which a site sorts what visitors write. */
export interface Themes {
  /** The ready ones until somebody changes them. @throws StoreError */
  of(siteId: string): Promise<KeptThemes>;
  /** @throws StoreError `conflict` when somebody else was faster */
  write(themes: { siteId: string; themes: NamedTheme[]; author: string; revision: number }): Promise<KeptThemes>;
}

const KIND = 'answer_themes';
const ID = 'themes';

const keptOf = ({ body, version, author, createdAt }: Document): KeptThemes => ({
  themes: z.object({ themes: themesSchema }).parse(body).themes,
  revision: version,
  changedBy: author,
  changedAt: createdAt,
});

/** Opens the themes. `documents` throws a Refusal while the store cannot be reached. */
export const createThemes = (documents: () => Documents): Themes => ({
  of: async (siteId) => {
    const found = await documents().get({ kind: KIND, siteId, id: ID });
    return found ? keptOf(found) : { themes: [...defaultThemes], revision: 0, changedBy: null, changedAt: null };
  },
  write: async ({ siteId, themes, author, revision }) =>
    keptOf(await documents().put({ kind: KIND, siteId, id: ID, body: { themes }, author, expectedVersion: revision })),
});
