import { jsonSchema } from '@telltale/protocol';
import { Hono } from 'hono';
import type { ApiParts } from './api-env.ts';
import { openApi } from './open-api.ts';
import type { Operation } from './operation.ts';

/** What the description of the API says about this resource. */
export const descriptionOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/openapi.json',
    id: 'getOpenApi',
    summary: 'This description.',
    access: 'public',
    status: 200,
  },
  {
    method: 'get',
    path: '/protocol.json',
    id: 'getProtocol',
    summary: 'JSON Schema of the wire: what senders of events post and what they are answered.',
    access: 'public',
    status: 200,
  },
];

/** The descriptions of the API and of the wire, for programs. */
export const descriptionRoutes = ({ publicUrl }: ApiParts, operations: readonly Operation[]) => {
  const described = openApi(operations, publicUrl);
  const wire = jsonSchema();
  return new Hono()
    .get('/openapi.json', (c) => c.json(described as object))
    .get('/protocol.json', (c) => c.json(wire as object));
};
