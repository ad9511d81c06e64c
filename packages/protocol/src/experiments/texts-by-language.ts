import { z } from 'zod';

/** Texts by BCP 47 language ("en", "ar"), at least one; the first is the fall-back. */
export const textsByLanguage = <Schema extends z.ZodType>(texts: Schema) =>
  z
    .record(z.string().min(2).max(35), texts)
    .refine((map) => Object.keys(map).length > 0, 'texts in at least one language');
