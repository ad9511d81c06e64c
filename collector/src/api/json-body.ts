import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import type { z } from 'zod';
import { readBody } from '../lib/read-body.ts';
import { readBySchema } from '../lib/read-by-schema.ts';
import { Refusal } from '../lib/refusal.ts';

/** Definitions and settings are small. */
const MAX_BYTES = 256 * 1024;

/** Turns the first of a schema's issues into a refusal that names the place. */
const definitionRefusal = (error: z.ZodError): Refusal => {
  const [issue] = error.issues;
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const path = [...(issue?.path ?? []), ...keys.slice(0, 1)].join('.');
  const message = issue?.message ?? 'It is not valid.';
  const known = issue?.code === 'invalid_value' ? { known: issue.values.map(String) } : {};
  return new Refusal(400, 'invalid_definition', path ? `${path}: ${message}` : message, { path, ...known });
};

const parseJson = (body: Buffer): unknown => {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new Refusal(400, 'invalid_json', 'The body is not JSON.', { cause });
  }
};

/**
 * Reads a JSON body by its schema, so that the handler has it typed as `c.req.valid('json')` and the typed client knows what to send.
 * Only `application/json` is taken: a form on another site cannot send it.
 * The stock validator would put zod's own error type into every answer's type.
 */
export const jsonBody =
  <Schema extends z.ZodType<object>>(
    schema: Schema,
  ): MiddlewareHandler<
    { Bindings: HttpBindings },
    string,
    { in: { json: z.input<Schema> }; out: { json: z.output<Schema> } }
  > =>
  async (c, next) => {
    const type = c.req.header('content-type') ?? '';
    if (!/^application\/json\s*(;|$)/i.test(type))
      throw new Refusal(415, 'unsupported_type', 'Send the body as "Content-Type: application/json".');
    const { data, error } = readBySchema(schema, parseJson(await readBody(c.env.incoming, MAX_BYTES)));
    if (error) throw definitionRefusal(error);
    c.req.addValidatedData('json', data);
    await next();
  };
