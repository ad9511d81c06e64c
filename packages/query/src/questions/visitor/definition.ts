import { z } from 'zod';

const page = {
  limit: z.int().min(1).max(1000).default(100).describe('So many events, the latest first.'),
  before: z
    .string()
    .regex(/^-?\d{1,15} \d{1,10} \d{1,20} \d{1,20}$/, '`nextBefore` of the page before')
    .optional()
    .describe('`nextBefore` of the page before.'),
  kinds: z
    .string()
    .min(1)
    .max(120)
    .array()
    .min(1)
    .max(20)
    .optional()
    .describe(
      'Lists only events of these kinds, such as ["purchase", "refund"]; the figures are of all. Default: of any.',
    ),
};

/** What a question about one person asks. */
export const visitorDefinition = z
  .union([
    z.strictObject({
      visitorId: z
        .string()
        .regex(/^[0-9a-f]{16}$/, '16 lower-case hex digits')
        .describe('16 lower-case hex digits.'),
      ...page,
    }),
    z.strictObject({
      customerId: z
        .string()
        .min(1)
        .max(120)
        .describe('All that happened while a visitor was this customer; nothing from before.'),
      ...page,
    }),
  ])
  .meta({ description: 'All that one visitor or customer did, the latest first.' });

/** What is asked, defaults filled in. */
export type VisitorDefinition = z.output<typeof visitorDefinition>;
/** What is asked, as it may be written. */
export type VisitorDefinitionInput = z.input<typeof visitorDefinition>;
