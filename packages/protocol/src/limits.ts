/**
 * Plain numbers that both ends of the wire obey. No import stands here, so that the tag can take them without zod.
 * Changing one is a change of the wire: the collector refuses what is over, the tag never sends it.
 */

/** The wire's version; a batch of another version is refused with `unsupported_version`. */
export const WIRE_VERSION = 1;

/** Events in one batch, counted over all its envelopes. */
export const MAX_EVENTS_PER_BATCH = 500;

/** Envelopes (page views) in one batch. */
export const MAX_ENVELOPES_PER_BATCH = 50;

/** A request's body. Browsers allow 64 KiB of keepalive requests in flight; server-side senders may use more. */
export const MAX_BODY_BYTES = 512 * 1024;

/** What the tag puts into one keepalive request: 80 % of the shared 64 KiB, the rest is left to the page. */
export const MAX_BEACON_BYTES = 52_428;

/*
 * Texts are counted in characters: Unicode code points, as zod and JSON Schema count them. What the tag cuts it cuts in UTF-16 code
 * units, which are never fewer.
 */

/** A URL, in characters; the tag cuts longer ones. */
export const MAX_URL_LENGTH = 2048;

/** A dimension's value, in characters. */
export const MAX_TEXT_LENGTH = 512;

/** A visitor's own words (open survey answer, error message), in characters. */
export const MAX_LONG_TEXT_LENGTH = 4000;

/** A name: event, feature, step, field, experiment, survey, property key; in characters. */
export const MAX_NAME_LENGTH = 120;

/** Properties or traits that one custom event or identify may carry. */
export const MAX_OPEN_PROPERTIES = 50;

/** A duration on the wire, in ms: one day. Longer ones are a clock's mistake. */
export const MAX_DURATION_MS = 86_400_000;
