import type { Api } from '@telltale/collector';
import { hc } from 'hono/client';

/** The collector's API, typed by its own routes: `api.sites.$get()`. */
export const api = hc<Api>(`${location.origin}/api/v1`);
