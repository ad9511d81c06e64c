import { type Fragment, sql } from '../sql/fragment.ts';
import type { EventReference } from './definition.ts';

/** What a touch is, the same wherever one is asked for. */
export const touchText =
  'A touch is a page view that came from elsewhere (its channel is neither direct nor internal), or a direct one that begins its session; what only the server told is none.';

/** Which touches are looked at, the same wherever it can be said. */
export const directText =
  'False: a direct arrival counts only where there is no other touch; it never overrides one. True: it is a touch like any other.';

/** The events that can be touches, and whose first one begins a session. */
export const TOUCHING: EventReference = { kind: 'page_view' };

/** Of the rows of such events: those that can be touches. */
export const canTouch: Fragment = sql`session_id != 0`;

/** Of those: the page view came from elsewhere, and is a touch wherever in its session it stands. */
export const isFromElsewhere: Fragment = sql`channel NOT IN ('direct', 'internal')`;

/** Of those: the page view is a touch where it is the first of its session. */
export const isDirect: Fragment = sql`channel = 'direct'`;
