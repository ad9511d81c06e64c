import { id64, MAX_TEXT_LENGTH, MAX_URL_LENGTH } from '@telltale/protocol';
import type { EventRow } from '@telltale/store';
import { z } from 'zod';

const text = z.string().max(MAX_TEXT_LENGTH);
const address = z.string().max(MAX_URL_LENGTH);
const lengthPx = z.int().min(0).max(1_000_000);

/**
 * What a line says of an event beside who, when and what: its name in a file, and the column that it is stored in. Texts are those of
 * the export; all may be left out.
 */
export const contextColumns = {
  referrerHost: 'referrer_host',
  referrerPath: 'referrer_path',
  channel: 'channel',
  source: 'source',
  utmMedium: 'utm_medium',
  utmCampaign: 'utm_campaign',
  utmTerm: 'utm_term',
  utmContent: 'utm_content',
  country: 'country',
  region: 'region',
  browser: 'browser',
  browserVersion: 'browser_version',
  os: 'os',
  device: 'device',
  language: 'language',
  viewportWidth: 'viewport_width',
  viewportHeight: 'viewport_height',
} as const satisfies Record<string, keyof EventRow>;

type ContextName = keyof typeof contextColumns;

const contextShape = Object.fromEntries(
  Object.keys(contextColumns).map((name) => [name, name.startsWith('viewport') ? lengthPx : text]),
) as unknown as Record<ContextName, z.ZodType<string> | z.ZodType<number>>;

/** What a line may say beside what a server's event says; `url` can be told in its parts, as the export does. */
export const toldSchema = z
  .strictObject({
    ...contextShape,
    hostname: z.string().max(253),
    path: address,
    search: address,
    referrer: address,
    pageId: id64,
    seq: z.int().min(0).max(4_294_967_295),
    isBot: z.boolean(),
    botReason: z.string().max(60),
    /** An export tells it; an import does not believe it. */
    receivedAt: z.unknown(),
  })
  .partial();

/** What a line says beside what a server's event says. */
export type Told = z.infer<typeof toldSchema>;

/** Names that stand beside those of a server's event. */
export const toldNames: ReadonlySet<string> = new Set(Object.keys(toldSchema.shape));

/** Names of a line that are the event's own, in the order of an export's columns. */
export const ownNames = ['id', 'kind', 'at', 'seq', 'visitorId', 'sessionId', 'pageId', 'customerId', 'url'] as const;

/** Every name that a line of a file may have; properties come on top, as `properties.orderId`. */
export const lineNames: readonly string[] = [...new Set([...ownNames, ...toldNames])];

/** Names whose values are numbers or yes/no: in a CSV file they are text. */
export const numberNames: ReadonlySet<string> = new Set(['seq', 'viewportWidth', 'viewportHeight']);
export const booleanNames: ReadonlySet<string> = new Set(['isBot']);
