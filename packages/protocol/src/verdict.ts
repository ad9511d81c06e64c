import { z } from 'zod';

/** Why one event was refused. `index` counts the batch's events from 0 over all envelopes, in order. */
export const rejectionSchema = z.strictObject({
  index: z.int().min(0),
  /** A stable word to program against, such as `invalid_property` or `unknown_kind`. */
  code: z.string(),
  /** Where in the event, such as `properties.uses`. */
  path: z.string(),
  /** What was expected and the way out, for people. */
  message: z.string(),
});

/** Why one event was refused. */
export type Rejection = z.infer<typeof rejectionSchema>;

/** The collector's answer to a batch. Accepted events are on disk when it is sent. */
export const verdictSchema = z.strictObject({
  accepted: z.int().min(0),
  rejected: z.array(rejectionSchema),
});

/** The collector's answer to a batch. */
export type Verdict = z.infer<typeof verdictSchema>;
