import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import type { z } from 'zod';
import { Refusal } from '../lib/refusal.ts';

/**
 * Reads what stands behind the `?` by its schema, so that the handler has it typed as `c.req.valid('query')` and the typed client
 * knows what to send. Of a name given twice the last counts.
 */
export const queryParams =
  <Schema extends z.ZodType<object, Record<string, string | undefined>>>(
    schema: Schema,
  ): MiddlewareHandler<
    { Bindings: HttpBindings },
    string,
    { in: { query: z.input<Schema> }; out: { query: z.output<Schema> } }
  > =>
  async (c, next) => {
    const { data, error } = schema.safeParse(c.req.query());
    const [issue] = error?.issues ?? [];
    if (issue) {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
      const path = [...issue.path, ...keys.slice(0, 1)].join('.');
      throw new Refusal(400, 'invalid_query', `${path}: ${issue.message}`, { path });
    }
    c.req.addValidatedData('query', data ?? {});
    await next();
  };
