import { z } from 'zod';
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

const content = (schema: z.ZodType, io: 'input' | 'output') => ({
  content: { 'application/json': { schema: z.toJSONSchema(schema, { io, unrepresentable: 'any' }) } },
});

const parametersOf = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const securityOf = ({ access }: Operation) => {
  if (access === 'public') return [];
  return access === 'person' ? [{ session: [] }] : [{ session: [] }, { secretKey: [access] }];
};

const describe = (operation: Operation) => ({
  operationId: operation.id,
  summary: operation.summary,
  parameters: parametersOf(operation.path),
  security: securityOf(operation),
  ...(operation.body && { requestBody: { required: true, ...content(operation.body, 'input') } }),
  responses: {
    [operation.status]: { description: 'Done.', ...(operation.answer && content(operation.answer, 'output')) },
    default: {
      description: 'Refused: what is wrong, where, and what would have been accepted.',
      ...content(refusal, 'output'),
    },
  },
});

/** The API's description as OpenAPI 3.1, made from the list of its operations. */
export const openApi = (operations: readonly Operation[], publicUrl: string) => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  return {
    openapi: '3.1.0',
    info: { title: 'Telltale', version: '1', description: 'Sites, their catalogs, and questions about them.' },
    servers: [{ url: `${publicUrl}/api/v1` }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'tt_session', description: 'A person who signed in.' },
        secretKey: { type: 'http', scheme: 'bearer', description: 'A secret key, tt_sk_…, with scopes.' },
      },
    },
    paths,
  };
};
