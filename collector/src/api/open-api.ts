import { z } from 'zod';
import { isScope } from '../access/scopes.ts';
import type { Operation } from './operation.ts';

const refusal = z.object({
  error: z.object({
    /** A stable word to program against. */
    code: z.string(),
    /** Where in what was sent. */
    path: z.string(),
    message: z.string(),
    known: z.array(z.string()).optional(),
  }),
});

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Shared parts of the schemas, by the name under which the whole description knows them. */
type Components = Record<string, Json>;

/** A schema's own `#/$defs/…` would mean nothing inside a larger document: its parts move where all schemas can name them. */
const hoist = (schema: Json, prefix: string, components: Components): Json => {
  if (Array.isArray(schema)) return schema.map((part) => hoist(part, prefix, components));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $defs, $schema: _, ...rest } = schema;
  for (const [name, part] of Object.entries(typeof $defs === 'object' && $defs !== null ? $defs : {}))
    components[`${prefix}.${name}`] = hoist(part, prefix, components);
  return Object.fromEntries(
    Object.entries(rest).map(([name, part]) => [
      name,
      name === '$ref' && typeof part === 'string'
        ? part.replace('#/$defs/', `#/components/schemas/${prefix}.`)
        : hoist(part, prefix, components),
    ]),
  );
};

const createContent = (components: Components) => (schema: z.ZodType, io: 'input' | 'output', prefix: string) => {
  const described = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return { content: { 'application/json': { schema: hoist(described, prefix, components) } } };
};

const parametersOf = ({ path, query }: Operation) => [
  ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: z.toJSONSchema(schema as z.ZodType, { io: 'input', unrepresentable: 'any' }),
  })),
];

const securityOf = ({ access }: Operation) => {
  if (access === 'public') return [];
  return access === 'person' || !isScope(access) ? [{ session: [] }] : [{ session: [] }, { secretKey: [access] }];
};

const bytes = { schema: { type: 'string', format: 'binary' } };

const describe = (operation: Operation, content: ReturnType<typeof createContent>) => ({
  operationId: operation.id,
  summary: operation.summary,
  parameters: parametersOf(operation),
  security: securityOf(operation),
  ...(operation.body && { requestBody: { required: true, ...content(operation.body, 'input', operation.id) } }),
  ...(operation.bodyType && { requestBody: { required: true, content: { [operation.bodyType]: bytes } } }),
  responses: {
    [operation.status]: {
      description: 'Done.',
      ...(operation.answer && content(operation.answer, 'output', `${operation.id}.answer`)),
      ...(operation.answerTypes && { content: Object.fromEntries(operation.answerTypes.map((type) => [type, bytes])) }),
    },
    default: {
      description: 'Refused: what is wrong, where, and what would have been accepted.',
      ...content(refusal, 'output', 'refusal'),
    },
  },
});

/** The API's description as OpenAPI 3.1, made from the list of its operations. */
export const openApi = (operations: readonly Operation[], publicUrl: string) => {
  const schemas: Components = {};
  const content = createContent(schemas);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation, content) };
  return {
    openapi: '3.1.0',
    info: { title: 'Telltale', version: '1', description: 'Sites, their catalogs, and questions about them.' },
    servers: [{ url: `${publicUrl}/api/v1` }],
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'tt_session', description: 'A person who signed in.' },
        secretKey: { type: 'http', scheme: 'bearer', description: 'A secret key, tt_sk_…, with scopes.' },
      },
    },
    paths,
  };
};
