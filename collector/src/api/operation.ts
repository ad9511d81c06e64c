import type { z } from 'zod';
import type { RouteAccess } from '../access/authorize.ts';

/** One route as the OpenAPI description tells it. A test proves that every route has one and that every one has a route. */
export interface Operation {
  method: 'get' | 'post' | 'patch' | 'delete';
  /** As OpenAPI writes it, below `/api/v1`: `/sites/{site}`. */
  path: string;
  /** Names the operation in generated clients. */
  id: string;
  summary: string;
  /** Who may ask: anyone, any signed-in person, or whoever has this permission by role or as a key's scope. This is what is enforced. */
  access: 'public' | RouteAccess;
  /** What may stand behind the `?`; every value is text there. */
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Media type of a body that is no JSON; then `body` is left out. */
  bodyType?: string;
  answer?: z.ZodType;
  /** Media types of an answer that is no JSON; then `answer` is left out. */
  answerTypes?: readonly string[];
  /** Status of success. */
  status: 200 | 201 | 202 | 204 | 302;
}
