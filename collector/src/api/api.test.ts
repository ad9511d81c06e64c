import { describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { routeOf } from './access-table.ts';
import { createApi, operations } from './index.ts';
import { openApi } from './open-api.ts';

/** Nothing is asked for when routes are only listed. */
const parts = {
  config: readConfig({}),
  publicUrl: 'http://localhost:3000',
  closing: new AbortController().signal,
} as Parameters<typeof createApi>[0];

const routes = new Set(
  createApi(parts)
    .routes.filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`),
);

describe('the description of the API', () => {
  it('has every route, and nothing but routes', () => {
    const described = new Set(operations.map(({ method, path }) => `${method.toUpperCase()} ${routeOf(path)}`));
    expect([...described].toSorted()).toEqual([...routes].toSorted());
  });

  it('names each operation once', () => {
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  });

  it('can be followed: every reference leads somewhere', () => {
    const description = openApi(operations, 'http://localhost:3000');
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, reference = '']) => reference,
    );
    expect(references.length).toBeGreaterThan(10);
    const known = new Set(Object.keys(description.components.schemas).map((name) => `#/components/schemas/${name}`));
    expect(references.filter((reference) => !known.has(reference))).toEqual([]);
  });
});
