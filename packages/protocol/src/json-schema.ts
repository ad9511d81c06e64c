import { z } from 'zod';
import { wireSchema } from './batch.ts';
import { verdictSchema } from './verdict.ts';

/** JSON Schema (draft 2020-12) of the wire: what a sender posts and what it is answered. */
export const jsonSchema = () => ({
  batch: z.toJSONSchema(wireSchema),
  verdict: z.toJSONSchema(verdictSchema),
});
